package io.headroom.saturation;

import io.headroom.load.NormalQuantile;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The 95 % confidence interval of the mean of rounds, after Student (The Probable Error of a Mean, Biometrika 6, 1908):
 *
 * <pre>
 *     half the width = w &times; max(t(n − 1) &times; s, 1.96 &times; s₀) / √n
 *     w² = (1 + ρ) / (1 − ρ),  ρ = exp(−Δ / τ)
 * </pre>
 *
 * with n rounds, s their standard deviation, s₀ what a round deviates by at least, whatever so few of them say, and w the
 * widening because rounds that are Δ apart share the slow drift of the service, which is forgotten, to 1/e, in τ: by w² is
 * the variance of a mean larger when neighbours are correlated by ρ (G. V. Bayley and J. M. Hammersley, The "Effective"
 * Number of Independent Observations in an Autocorrelated Time Series, JRSS Supplement 8, 1946).
 */
final class RoundsInterval {

    private static final double DRIFT_MILLIS = 30_000;

    /**
     * Of Student's distribution. Beyond 0.975, since a search looks after every round, and stops when the rounds happen to
     * agree: with 0.975 the interval of rounds that differ by 5 % held the truth in 93 % of the searches, not in 95 %.
     */
    private static final double QUANTILE = 0.985;

    private RoundsInterval() {}

    /**
     * Half its width, in the unit of the values.
     *
     * @param values         one a round; at least 2
     * @param apartMillis    Δ, from the start of one round to that of the next; above 0
     * @param leastDeviation s₀
     */
    static double half(double[] values, double apartMillis, double leastDeviation) {
        double student = TDistribution.of(values.length - 1.0).inverseCumulativeProbability(QUANTILE);
        double correlation = correlation(apartMillis);
        return Math.sqrt((1 + correlation) / (1 - correlation))
                * Math.max(student * deviation(values), NormalQuantile.TWO_SIDED_95 * leastDeviation)
                / Math.sqrt(values.length);
    }

    /**
     * The capacity that rounds say, with its interval.
     *
     * @param logs     logarithm of what each round served per second; at least 2
     * @param overload load at which it was measured, as a multiple of the capacity
     */
    static CapacityEstimate estimate(double[] logs, double apartMillis, double leastDeviation, double overload) {
        double capacity = Math.exp(mean(logs));
        double half = half(logs, apartMillis, leastDeviation);
        return new CapacityEstimate(
                capacity, capacity * Math.exp(-half), capacity * Math.exp(half), logs.length, overload);
    }

    /** ρ of what is measured so far apart. */
    static double correlation(double apartMillis) {
        return Math.exp(-apartMillis / DRIFT_MILLIS);
    }

    static double deviation(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
