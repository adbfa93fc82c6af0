package io.headroom.load;

import org.HdrHistogram.AbstractHistogram;

/**
 * A distribution of delays, in milliseconds. Percentiles are those of {@link LatencyMillis}, within 1 %.
 *
 * @param count number of measurements; if it is 0, so are the other figures
 */
public record Lag(long count, double meanMillis, double p50Millis, double p99Millis, double maxMillis) {

    /** The lag of no measurements. */
    public static final Lag NONE = new Lag(0, 0, 0, 0, 0);

    private static final double MICROS_PER_MILLI = 1000;

    /** Returns the figures of a histogram of microseconds. */
    static Lag of(AbstractHistogram micros) {
        if (micros.getTotalCount() == 0) {
            return NONE;
        }
        return new Lag(
                micros.getTotalCount(),
                micros.getMean() / MICROS_PER_MILLI,
                micros.getValueAtPercentile(50) / MICROS_PER_MILLI,
                micros.getValueAtPercentile(99) / MICROS_PER_MILLI,
                micros.getMaxValue() / MICROS_PER_MILLI);
    }
}
