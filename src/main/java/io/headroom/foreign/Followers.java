package io.headroom.foreign;

import java.util.Arrays;

/**
 * Counts how many events of one kind are followed by one of another kind within a given time. Each needs one of its own, and
 * the earliest is followed first.
 */
final class Followers {

    private final int withinMillis;

    /** Events not yet followed, by their millisecond; a cell is used again when its events are too long ago. */
    private final int[] waiting;

    private int waitingCount;
    private int nowMillis;
    private long events;
    private long followed;

    Followers(int withinMillis) {
        this.withinMillis = withinMillis;
        this.waiting = new int[withinMillis + 1];
    }

    /** One that may be followed. */
    void event(int millis) {
        advance(millis);
        waiting[cell(nowMillis)]++;
        waitingCount++;
        events++;
    }

    /** One that follows. */
    void follower(int millis) {
        advance(millis);
        for (int ago = withinMillis; ago >= 0 && waitingCount > 0; ago--) {
            if (waiting[cell(nowMillis - ago)] > 0) {
                waiting[cell(nowMillis - ago)]--;
                waitingCount--;
                followed++;
                return;
            }
        }
    }

    /** What waits now is never followed: the next events are of another log. */
    void begin() {
        Arrays.fill(waiting, 0);
        waitingCount = 0;
        nowMillis = 0;
    }

    /** Records may come a little out of order; time does not go back for that. */
    private void advance(int millis) {
        for (int i = 0; i <= withinMillis && nowMillis < millis && waitingCount > 0; i++) {
            nowMillis++;
            waitingCount -= waiting[cell(nowMillis)];
            waiting[cell(nowMillis)] = 0;
        }
        nowMillis = Math.max(nowMillis, millis);
    }

    private int cell(int millis) {
        return Math.floorMod(millis, waiting.length);
    }

    /** The share of the events, 0 to 1, that were followed. */
    double share() {
        return events == 0 ? 0 : (double) followed / events;
    }
}
