package io.headroom.foreign;

/**
 * Measures how unevenly events come: the mean absolute difference between an interval and the one before. Slow changes
 * of the rate hardly count.
 */
final class Jitter {

    private long intervals;
    private int lastMillis;
    private int lastIntervalMillis;
    private long sumOfDifferencesMillis;
    private long sumOfIntervalsMillis;
    private long differences;

    /** Records an event. Times are in milliseconds and must not decrease within a log. */
    void event(int millis) {
        int interval = millis - lastMillis;
        if (intervals > 1) {
            sumOfDifferencesMillis += Math.abs((long) interval - lastIntervalMillis);
            sumOfIntervalsMillis += interval;
            differences++;
        }
        intervals++;
        lastIntervalMillis = interval;
        lastMillis = millis;
    }

    /** Called when the events of another log begin. */
    void begin() {
        intervals = 0;
    }

    /** Returns the jitter in milliseconds; 0 if there are too few events. */
    double meanMillis() {
        return differences == 0 ? 0 : (double) sumOfDifferencesMillis / differences;
    }

    /** Returns the jitter as a share of the mean interval: 0 for a clock, 1 for Poisson events or too few events. */
    double relative() {
        return sumOfIntervalsMillis <= 0 ? 1 : (double) sumOfDifferencesMillis / sumOfIntervalsMillis;
    }
}
