package io.headroom.foreign;

/**
 * Measures how many users are replaced within a given time after they leave.
 *
 * <p>Arrivals that do not wait for anyone to leave come as often shortly before a user leaves as shortly after, whether
 * they are even or Poisson. So the share of starts that an end follows is the share of replacements that chance
 * explains.
 */
final class Replacement {

    private final int withinMillis;
    private final Followers startsAfterEnds;
    private final Followers endsAfterStarts;

    Replacement(int withinMillis) {
        this.withinMillis = withinMillis;
        this.startsAfterEnds = new Followers(withinMillis);
        this.endsAfterStarts = new Followers(withinMillis);
    }

    void user(boolean start, int millis) {
        if (start) {
            startsAfterEnds.follower(millis);
            endsAfterStarts.event(millis);
        } else {
            startsAfterEnds.event(millis);
            endsAfterStarts.follower(millis);
        }
    }

    /** Called when the events of another log begin. */
    void begin() {
        startsAfterEnds.begin();
        endsAfterStarts.begin();
    }

    /** Returns the share of the users, 0 to 1, that were replaced within the time. */
    double share() {
        return startsAfterEnds.share();
    }

    /**
     * Returns the share that chance explains. If λ users arrive per second, one of them follows within w seconds with
     * probability {@code 1 − exp(−λ·w)}. Times are whole milliseconds, so w is one millisecond longer than the given
     * time.
     */
    double byChance(double arrivalsPerSecond) {
        return Math.max(endsAfterStarts.share(), 1 - Math.exp(-arrivalsPerSecond * (withinMillis + 1) / 1000.0));
    }
}
