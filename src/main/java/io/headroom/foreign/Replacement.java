package io.headroom.foreign;

/**
 * How many users are replaced within a given time of their leaving.
 *
 * <p>Arrivals that do not wait for anyone to leave come as often shortly before as shortly after one leaves, be they even or
 * Poisson. So the share of starts that an end follows is what is to be expected by chance.
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

    /** What follows is of another log. */
    void begin() {
        startsAfterEnds.begin();
        endsAfterStarts.begin();
    }

    /** The share of the users, 0 to 1, that were replaced in that time. */
    double share() {
        return startsAfterEnds.share();
    }

    /**
     * The share by chance: of λ arrivals per second, one follows within w with {@code 1 − exp(−λ·w)}. Times are whole
     * milliseconds, so that w has one more of them.
     */
    double byChance(double arrivalsPerSecond) {
        return Math.max(endsAfterStarts.share(), 1 - Math.exp(-arrivalsPerSecond * (withinMillis + 1) / 1000.0));
    }
}
