package io.headroom.load;

import org.HdrHistogram.AbstractHistogram;

/**
 * The distribution of the latencies of one kind of answer, in milliseconds.
 *
 * <p>A percentile p is the smallest recorded latency such that at least p % of all latencies are no larger (nearest
 * rank). HdrHistogram computes it with 3 significant digits: exact up to 2,047 ms, within 0.1 % above. (For simulations
 * that are not ours, with 2 digits: exact up to 255 ms, within 1 % above.)
 *
 * @param count     number of latencies; if it is 0, so are the other figures
 * @param p50Bounds 95 % confidence interval of the median
 * @param p95Bounds 95 % confidence interval of the 95th percentile
 * @param p99Bounds 95 % confidence interval of the 99th percentile
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

    /** The distribution of no latencies. */
    public static final LatencyMillis NONE = new LatencyMillis(0, 0, 0, 0, 0, 0);

    /**
     * Successive answers waited in the same queue, so this many of them tell no more than one independent answer. With
     * 16, an upper bound lies below the true value in no more than 1.5 % of all cases, for queues of 1 to 12 pods at up
     * to 80 % of their capacity; at a higher load it does so too often.
     */
    private static final double ANSWERS_PER_INDEPENDENT_ONE = 16;

    /**
     * The 95 % confidence interval of a percentile, in milliseconds.
     *
     * @param low  lower end; 0 if there are too few answers to tell
     * @param high upper end; {@link Long#MAX_VALUE} if there are too few answers to tell
     */
    public record Bounds(long low, long high) {
        /** The bounds when there are too few answers to tell. */
        public static final Bounds UNKNOWN = new Bounds(0, Long.MAX_VALUE);
    }

    /** Creates a distribution whose confidence intervals are unknown. */
    public LatencyMillis(long count, double mean, long p50, long p95, long p99, long max) {
        this(count, mean, p50, p95, p99, max, Bounds.UNKNOWN, Bounds.UNKNOWN, Bounds.UNKNOWN);
    }

    /** Returns the figures of a histogram of milliseconds, without confidence intervals. */
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

    /** Returns the figures of a histogram of milliseconds, with confidence intervals. */
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
     * Returns the order statistics between which a quantile lies. Of n independent answers, the number below the true
     * quantile q is binomial, with mean {@code n·q} and variance {@code n·q·(1 − q)} (W. J. Conover, Practical
     * Nonparametric Statistics). So the ranks of the two ends are {@code n·q ± 1.96·√(n·q·(1 − q))}, rounded outward.
     */
    private static Bounds bounds(AbstractHistogram histogram, double quantile) {
        double independent = histogram.getTotalCount() / ANSWERS_PER_INDEPENDENT_ONE;
        double halfWidth = NormalQuantile.TWO_SIDED_95 * Math.sqrt(independent * quantile * (1 - quantile));
        double lowRank = Math.floor(independent * quantile - halfWidth);
        double highRank = Math.ceil(independent * quantile + halfWidth) + 1;
        return new Bounds(
                lowRank < 1 ? 0 : histogram.getValueAtPercentile(100 * lowRank / independent),
                highRank > independent ? Long.MAX_VALUE : histogram.getValueAtPercentile(100 * highRank / independent));
    }
}
