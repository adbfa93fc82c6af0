package io.headroom.load;

import org.HdrHistogram.AbstractHistogram;

/**
 * How late something was, in milliseconds; percentiles as in {@link LatencyMillis}, within 1 %.
 *
 * @param count how often it was measured; the others are 0 when this is 0
 */
public record Lag(long count, double meanMillis, double p50Millis, double p99Millis, double maxMillis) {

    /** Nothing was measured. */
    public static final Lag NONE = new Lag(0, 0, 0, 0, 0);

    private static final double MICROS_PER_MILLI = 1000;

    /** The figures of a histogram of microseconds. */
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
