package io.headroom.load;

import org.HdrHistogram.AbstractHistogram;

/**
 * Latencies of one kind of answer, in milliseconds.
 *
 * <p>A percentile p is the smallest recorded latency such that at least p % of all are no larger (nearest rank), as
 * HdrHistogram computes it with 3 significant digits: exact up to 2,047 ms, within 0.1 % above. (Of foreign simulations with
 * 2 digits: exact up to 255 ms, within 1 % above.)
 *
 * @param count     how many were measured; the others are 0 when this is 0
 * @param p50Bounds between which the true median lies with 95 % confidence
 * @param p95Bounds the same of the 95th percentile
 * @param p99Bounds the same of the 99th percentile
 */
public record LatencyMillis(
        long count,
        double mean,
        long p50,
        long p95,
        long p99,
        long max,
        Bounds p50Bounds,
        Bounds p95Bounds,
        Bounds p99Bounds) {

    /** No answer of this kind. */
    public static final LatencyMillis NONE = new LatencyMillis(0, 0, 0, 0, 0, 0);

    /**
     * Neighbouring answers waited in the same queue: so many of them tell no more than one alone. With 16, an upper bound lies
     * below the truth in no more than 1.5 % of all cases, for queues of 1 to 12 pods at up to 80 % of their capacity; beyond that,
     * too often.
     */
    private static final double ALIKE = 16;

    /**
     * A percentile's 95 % confidence interval, milliseconds.
     *
     * @param low  0 where the answers are too few to tell
     * @param high {@link Long#MAX_VALUE} where they are too few
     */
    public record Bounds(long low, long high) {
        /** Too few answers to tell. */
        public static final Bounds UNKNOWN = new Bounds(0, Long.MAX_VALUE);
    }

    /** Without bounds. */
    public LatencyMillis(long count, double mean, long p50, long p95, long p99, long max) {
        this(count, mean, p50, p95, p99, max, Bounds.UNKNOWN, Bounds.UNKNOWN, Bounds.UNKNOWN);
    }

    /** The figures of a histogram of milliseconds, without bounds. */
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

    /** The figures of a histogram of milliseconds. */
    public static LatencyMillis withBounds(AbstractHistogram histogram) {
        LatencyMillis figures = of(histogram);
        return new LatencyMillis(
                figures.count,
                figures.mean,
                figures.p50,
                figures.p95,
                figures.p99,
                figures.max,
                bounds(histogram, 0.50),
                bounds(histogram, 0.95),
                bounds(histogram, 0.99));
    }

    /**
     * The order statistics between which a quantile lies: of n independent answers, how many are below the true quantile q
     * has the mean {@code n q} and the variance {@code n q (1 - q)} (W. J. Conover, Practical Nonparametric Statistics).
     */
    private static Bounds bounds(AbstractHistogram histogram, double quantile) {
        double independent = histogram.getTotalCount() / ALIKE;
        double off = NormalQuantile.TWO_SIDED_95 * Math.sqrt(independent * quantile * (1 - quantile));
        double lowRank = Math.floor(independent * quantile - off);
        double highRank = Math.ceil(independent * quantile + off) + 1;
        return new Bounds(
                lowRank < 1 ? 0 : histogram.getValueAtPercentile(100 * lowRank / independent),
                highRank > independent ? Long.MAX_VALUE : histogram.getValueAtPercentile(100 * highRank / independent));
    }
}
