package io.headroom.load;

import org.HdrHistogram.AbstractHistogram;

/**
 * Latencies of one kind of answer, in milliseconds.
 *
 * <p>A percentile p is the smallest recorded latency such that at least p % of all are no larger (nearest rank), as
 * HdrHistogram computes it with 3 significant digits: exact up to 2,047 ms, within 0.1 % above. (Of foreign simulations with
 * 2 digits: exact up to 255 ms, within 1 % above.)
 *
 * @param count how many were measured; the others are 0 when this is 0
 */
public record LatencyMillis(long count, double mean, long p50, long p95, long p99, long max) {

    /** No answer of this kind. */
    public static final LatencyMillis NONE = new LatencyMillis(0, 0, 0, 0, 0, 0);

    /** The figures of a histogram of milliseconds. */
    public static LatencyMillis of(AbstractHistogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return NONE;
        }
        return new LatencyMillis(
                histogram.getTotalCount(),
                histogram.getMean(),
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(95),
                histogram.getValueAtPercentile(99),
                histogram.getMaxValue());
    }
}
