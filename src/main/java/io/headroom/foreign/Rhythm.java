package io.headroom.foreign;

/** How evenly events come. Slow changes of their rate hardly count. */
final class Rhythm {

    private long intervals;
    private int lastMillis;
    private int lastIntervalMillis;
    private long changesMillis;
    private long changes;
    private long changedIntervalsMillis;

    void event(int millis) {
        int interval = millis - lastMillis;
        if (intervals > 1) {
            changesMillis += Math.abs((long) interval - lastIntervalMillis);
            changedIntervalsMillis += interval;
            changes++;
        }
        intervals++;
        lastIntervalMillis = interval;
        lastMillis = millis;
    }

    /** The next events are of another log. */
    void begin() {
        intervals = 0;
    }

    /** By how much, on average, an interval between two events differs from the one before. */
    double unevenMillis() {
        return changes == 0 ? 0 : (double) changesMillis / changes;
    }

    /** The same as a share of the average interval: 0 for a clock, 1 for Poisson. */
    double uneven() {
        return changedIntervalsMillis <= 0 ? 1 : (double) changesMillis / changedIntervalsMillis;
    }
}
