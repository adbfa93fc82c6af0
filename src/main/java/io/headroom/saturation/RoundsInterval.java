package io.headroom.saturation;

import io.headroom.load.NormalQuantile;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Computes the 95 % confidence interval of the mean of rounds, after Student (The Probable Error of a Mean, Biometrika
 * 6, 1908):
 *
 * <pre>
 *     half-width = w &times; max(t(n − 1) &times; s, 1.96 &times; s₀) / √n
 *     w² = (1 + ρ) / (1 − ρ),  ρ = exp(−Δ / τ)
 * </pre>
 *
 * <p>with n rounds, their standard deviation s, a quantile t of Student's distribution with n − 1 degrees of freedom,
 * and s₀, the least standard deviation of a round, which counts even if a few rounds happen to agree. The factor w
 * widens the interval because rounds that start Δ apart share the slow drift of the service, which decays to 1/e within
 * τ: the variance of a mean is larger by w² if neighbours are correlated by ρ (G. V. Bayley and J. M. Hammersley, The
 * "Effective" Number of Independent Observations in an Autocorrelated Time Series, JRSS Supplement 8, 1946).
 */
final class RoundsInterval {

    /** τ, in milliseconds. */
    private static final double DRIFT_MILLIS = 30_000;

    /**
     * The quantile t. It is beyond 0.975 because a search looks at the interval after every round and ends when the
     * rounds happen to agree: with 0.975 the interval of rounds that differ by 5 % held the true value in 93 % of the
     * searches, not in 95 %.
     */
    private static final double QUANTILE = 0.985;

    /** How sure it is that the deviation is at least what is taken for it. */
    static final double SURE = 0.99;

    /** Fewer rounds than this may differ because the capacity moved, which takes some rounds to tell. */
    private static final int LEAST_TO_GIVE_UP = 8;

    private RoundsInterval() {}

    /**
     * Returns the half-width, in the unit of the values.
     *
     * @param values         one value for each round; at least 2
     * @param apartMillis    Δ, from the start of one round to that of the next, in milliseconds; above 0
     * @param leastDeviation s₀
     */
    static double halfWidth(double[] values, double apartMillis, double leastDeviation) {
        double student = TDistribution.of(values.length - 1.0).inverseCumulativeProbability(QUANTILE);
        return widening(apartMillis)
                * Math.max(student * deviation(values), NormalQuantile.TWO_SIDED_95 * leastDeviation)
                / Math.sqrt(values.length);
    }

    /**
     * Returns the capacity with its confidence interval: the geometric mean of the rounds' goodputs.
     *
     * @param logs     logarithm of each round's goodput in successes per second; at least 2
     * @param overload load at which it was measured, as a multiple of the capacity
     */
    static CapacityEstimate estimate(double[] logs, double apartMillis, double leastDeviation, double overload) {
        double capacity = Math.exp(mean(logs));
        double halfWidth = halfWidth(logs, apartMillis, leastDeviation);
        return new CapacityEstimate(
                capacity, capacity * Math.exp(-halfWidth), capacity * Math.exp(halfWidth), logs.length, overload);
    }

    /**
     * Returns the half-width to be expected after more rounds, at the least. It is the half-width above, with the
     * number of rounds m in the place of n, and with the lower end of the one-sided confidence interval of their
     * standard deviation in the place of s: {@code s·√((n − 1) ÷ χ²(sure; n − 1))} (R. A. Fisher, Statistical Methods for
     * Research Workers, 1925).
     *
     * @param values one value for each round so far; at least 2
     * @param rounds m, the number of rounds; at least the number of values
     * @param sure   confidence of that interval, 0 to 1
     */
    private static double leastHalfWidth(
            double[] values, double apartMillis, double leastDeviation, int rounds, double sure) {
        double freedom = values.length - 1.0;
        double share = Math.sqrt(freedom / ChiSquaredDistribution.of(freedom).inverseCumulativeProbability(sure));
        double student = TDistribution.of(rounds - 1.0).inverseCumulativeProbability(QUANTILE);
        return widening(apartMillis)
                * Math.max(student * share * deviation(values), NormalQuantile.TWO_SIDED_95 * leastDeviation)
                / Math.sqrt(rounds);
    }

    /**
     * Returns whether the half-width may become the wanted one.
     *
     * @param logs      logarithm of each round's goodput so far
     * @param most      most rounds
     * @param precision wanted half-width, as a share of the capacity
     */
    static boolean isAttainable(double[] logs, double apartMillis, double leastDeviation, int most, double precision) {
        return isAttainable(logs, apartMillis, leastDeviation, most, precision, SURE);
    }

    /** @param sure how sure it is that the deviation is at least what is taken for it, 0 to 1 */
    static boolean isAttainable(
            double[] logs, double apartMillis, double leastDeviation, int most, double precision, double sure) {
        return logs.length < LEAST_TO_GIVE_UP
                || leastHalfWidth(logs, apartMillis, leastDeviation, Math.max(most, logs.length), sure)
                        <= Math.log1p(precision);
    }

    /** Returns w. */
    private static double widening(double apartMillis) {
        double correlation = correlation(apartMillis);
        return Math.sqrt((1 + correlation) / (1 - correlation));
    }

    /** Returns ρ, the correlation of goodputs that were measured this far apart. */
    static double correlation(double apartMillis) {
        return Math.exp(-apartMillis / DRIFT_MILLIS);
    }

    /** Returns the sample standard deviation of at least two values. */
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
