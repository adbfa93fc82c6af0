package io.headroom.saturation;

import io.headroom.load.Median;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A test for one change at an unknown time among goodputs that should be the same (A. Sen, M. S. Srivastava, On Tests
 * for Detecting Change in Mean, Annals of Statistics 3, 1975). The logarithms of the goodputs, ordered by time, are cut
 * in two at every possible place, and the largest difference d of the two means, in units of its own standard
 * deviation, decides. The standard deviation follows from what is expected of a service (see {@link Goodput}). If
 * neighbours differ by more, σ is larger: the median of their absolute differences is {@code 0.954·σ}, and a single
 * change among them hardly moves the median.
 */
final class ChangeDetection {

    /**
     * Noise reaches this many standard deviations of d in less than 1 % of the searches, although the largest d decides
     * and the test is repeated after every round: {@code 3.8 + 108 ÷ n²} for n goodputs, found by simulation. The
     * second term is there because σ comes from few neighbours.
     */
    private static final double BEYOND_NOISE = 3.8;

    private static final double BEYOND_NOISE_PER_SQUARE = 108;

    /** Fewer goodputs than this have few places to cut, so that a lower threshold suffices. */
    static final int FEW = 5;

    private static final double BEYOND_NOISE_OF_FEW = 3;

    /**
     * Median of the absolute difference of two independent normal values, in units of their standard deviation:
     * 0.6745·√2.
     */
    private static final double MEDIAN_DIFFERENCE = 0.954;

    private ChangeDetection() {}

    /** Returns the change among goodputs that should be the same; empty if there is none. */
    static Optional<CapacityShift> in(List<Goodput> goodputs) {
        return in(goodputs, 2);
    }

    /** @param leastBefore fewest goodputs before a change, if there are not few in all */
    static Optional<CapacityShift> in(List<Goodput> goodputs, int leastBefore) {
        int leastAfter = goodputs.size() < FEW ? 1 : 2;
        return beyond(1, goodputs, Math.min(leastBefore, leastAfter), leastAfter);
    }

    /**
     * Returns the most certain change.
     *
     * @param share       what it has to exceed, as a share of what noise reaches
     * @param leastBefore fewest goodputs before it
     * @param leastAfter  fewest goodputs after it
     */
    static Optional<CapacityShift> beyond(double share, List<Goodput> goodputs, int leastBefore, int leastAfter) {
        List<Goodput> ordered = goodputs.stream()
                .filter(goodput -> goodput.answers() > 0)
                .sorted(Comparator.comparingLong(Goodput::millis))
                .toList();
        double[][] covariances = covariances(ordered);
        double largest = share * noise(ordered.size());
        Optional<CapacityShift> shift = Optional.empty();
        for (int cut = leastBefore; cut <= ordered.size() - leastAfter; cut++) {
            double before = mean(ordered.subList(0, cut));
            double after = mean(ordered.subList(cut, ordered.size()));
            double beyond = Math.abs(after - before) / deviation(covariances, cut);
            if (beyond > largest) {
                largest = beyond;
                shift = Optional.of(new CapacityShift(
                        Math.exp(before),
                        Math.exp(after),
                        ordered.get(cut).millis(),
                        ordered.size(),
                        ordered.size() - cut));
            }
        }
        return shift;
    }

    /** Returns how many standard deviations noise reaches among so many goodputs. */
    private static double noise(int goodputs) {
        return goodputs < FEW ? BEYOND_NOISE_OF_FEW : BEYOND_NOISE + BEYOND_NOISE_PER_SQUARE / goodputs / goodputs;
    }

    /** Returns {@code σ²} as the differences of neighbours show it; 0 if there are too few. */
    private static double varianceBetweenNeighbours(List<Goodput> ordered) {
        if (ordered.size() < FEW) {
            return 0;
        }
        double[] differences = new double[ordered.size() - 1];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = Math.abs(ordered.get(i + 1).log() - ordered.get(i).log());
        }
        return Math.pow(Median.of(differences) / MEDIAN_DIFFERENCE, 2);
    }

    /** Returns Σ, the covariances of the goodputs. */
    private static double[][] covariances(List<Goodput> ordered) {
        double leastVariance = varianceBetweenNeighbours(ordered);
        double[][] covariances = new double[ordered.size()][ordered.size()];
        for (int i = 0; i < covariances.length; i++) {
            Goodput one = ordered.get(i);
            for (int j = 0; j < i; j++) {
                covariances[i][j] = one.driftWith(ordered.get(j));
                covariances[j][i] = covariances[i][j];
            }
            covariances[i][i] = one.driftWith(one) + Math.max(leastVariance, one.stepVariance());
        }
        return covariances;
    }

    /**
     * Returns the standard deviation of the difference of the two means: {@code √(w'·Σ·w)}, with the covariances Σ and
     * the weights w = −1 ÷ cut before the cut and 1 ÷ (n − cut) after it.
     */
    private static double deviation(double[][] covariances, int cut) {
        int size = covariances.length;
        double variance = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                variance += weight(i, cut, size) * weight(j, cut, size) * covariances[i][j];
            }
        }
        return Math.sqrt(variance);
    }

    private static double weight(int i, int cut, int size) {
        return i < cut ? -1.0 / cut : 1.0 / (size - cut);
    }

    private static double mean(List<Goodput> goodputs) {
        return goodputs.stream().mapToDouble(Goodput::log).average().orElseThrow();
    }
}
