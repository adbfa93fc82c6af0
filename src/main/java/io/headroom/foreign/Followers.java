package io.headroom.foreign;

import java.util.Arrays;

/**
 * Counts how many events of one kind are followed by an event of another kind within a given time. Each event needs a
 * follower of its own; the earliest event is followed first.
 */
final class Followers {

    private final int withinMillis;

    /**
     * Number of events not yet followed, by their millisecond modulo the length of the array. A cell is reused when its
     * events are too old to be followed.
     */
    private final int[] waiting;

    private int waitingEvents;
    private int nowMillis;
    private long events;
    private long followed;

    Followers(int withinMillis) {
        this.withinMillis = withinMillis;
        this.waiting = new int[withinMillis + 1];
    }

    /** Records an event that may be followed. */
    void event(int millis) {
        advance(millis);
        waiting[cell(nowMillis)]++;
        waitingEvents++;
        events++;
    }

    /** Records an event that follows. */
    void follower(int millis) {
        advance(millis);
        for (int ago = withinMillis; ago >= 0 && waitingEvents > 0; ago--) {
            if (waiting[cell(nowMillis - ago)] > 0) {
                waiting[cell(nowMillis - ago)]--;
                waitingEvents--;
                followed++;
                return;
            }
        }
    }

    /** Called when the events of another log begin. Events that still wait are never followed. */
    void begin() {
        Arrays.fill(waiting, 0);
        waitingEvents = 0;
        nowMillis = 0;
    }

    /**
     * Advances the time, and drops the events that are too old. Records may be slightly out of order; time does not go
     * back for them.
     */
    private void advance(int millis) {
        for (int i = 0; i <= withinMillis && nowMillis < millis && waitingEvents > 0; i++) {
            nowMillis++;
            waitingEvents -= waiting[cell(nowMillis)];
            waiting[cell(nowMillis)] = 0;
        }
        nowMillis = Math.max(nowMillis, millis);
    }

    private int cell(int millis) {
        return Math.floorMod(millis, waiting.length);
    }

    /** Returns the share of the events, 0 to 1, that were followed. */
    double share() {
        return events == 0 ? 0 : (double) followed / events;
    }
}
