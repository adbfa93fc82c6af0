package io.headroom.saturation;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Compares how much two figures vary that were measured together. The sum and the difference of the figures have the covariance
 * {@code var(u) − var(v)}, so that they are uncorrelated if both vary as much. With their correlation r over n pairs,
 *
 * <pre>{@code t = r·√((n − 2) ÷ (1 − r²))}</pre>
 *
 * <p>has Student's distribution with n − 2 degrees of freedom then (E. J. G. Pitman, A Note on Normal Correlation, Biometrika 31, 1939;
 * W. A. Morgan, A Test for the Significance of the Difference between the Two Variances, ibid.). Figures that are not independent of
 * their neighbours in time make the test less certain.
 */
final class PairedVariances {

    private static final int LEAST_PAIRS = 4;

    private PairedVariances() {}

    /** A pair of figures. */
    record Pair(double u, double v) {}

    /** Returns whether u varies more than v with this confidence, one-sided; false for fewer than {@value #LEAST_PAIRS} pairs. */
    static boolean isFirstLarger(List<Pair> pairs, double confidence) {
        int n = pairs.size();
        if (n < LEAST_PAIRS) {
            return false;
        }
        double meanSum = pairs.stream().mapToDouble(pair -> pair.u() + pair.v()).sum() / n;
        double meanDifference =
                pairs.stream().mapToDouble(pair -> pair.u() - pair.v()).sum() / n;
        double product = 0;
        double sums = 0;
        double differences = 0;
        for (Pair pair : pairs) {
            double sum = pair.u() + pair.v() - meanSum;
            double difference = pair.u() - pair.v() - meanDifference;
            product += sum * difference;
            sums += sum * sum;
            differences += difference * difference;
        }
        double quantile = TDistribution.of(n - 2.0).inverseCumulativeProbability(confidence);
        // t > quantile, without dividing by 1 − r², which may be 0
        double without = Math.max(0, sums * differences - product * product);
        return product * Math.sqrt(n - 2.0) > quantile * Math.sqrt(without);
    }
}
