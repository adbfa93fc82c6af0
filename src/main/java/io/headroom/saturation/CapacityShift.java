package io.headroom.saturation;

import io.headroom.load.Median;
import io.headroom.load.StepStatistics;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A change of the capacity during its measurement that noise does not explain. There is no average capacity then.
 *
 * <p>It is found by a test for one change at an unknown time (A. Sen, M. S. Srivastava, On Tests for Detecting Change
 * in Mean, Annals of Statistics 3, 1975). The logarithms of the goodputs, ordered by time, are cut in two at every
 * possible place, and the largest difference d of the two means, in units of its own standard deviation, decides. The
 * standard deviation follows from what is expected of a service. Goodputs {@code i} and {@code j}, measured at the
 * times {@code t_i} and {@code t_j}, have the covariance
 *
 * <pre>{@code σ²·[i = j] + 0.03²·exp(−|t_i − t_j| ÷ 30 s)    with    σ² = 0.02² + 1 ÷ answers}</pre>
 *
 * <p>where {@code [i = j]} is 1 if i = j, else 0. If neighbours differ by more, σ is larger: the median of their
 * absolute differences is {@code 0.954·σ}, and a single change among them hardly moves the median.
 *
 * @param beforePerSecond goodput before the change, in successes per second
 * @param afterPerSecond  goodput after the change, in successes per second
 * @param atMillis        start of the first step after the change, in milliseconds after the start of the run
 * @param measured        number of goodputs before and after the change
 * @param measuredAfter   number of goodputs after the change
 */
public record CapacityShift(
        double beforePerSecond, double afterPerSecond, long atMillis, int measured, int measuredAfter) {

    /**
     * Noise reaches this many standard deviations of d in less than 1 % of the searches, although the largest d decides
     * and the test is repeated after every round: {@code 3.8 + 108 ÷ n²} for n goodputs, found by simulation. The
     * second term is there because σ comes from few neighbours.
     */
    private static final double BEYOND_NOISE = 3.8;

    private static final double BEYOND_NOISE_PER_SQUARE = 108;

    /** Fewer goodputs than this have few places to cut, so that a lower threshold suffices. */
    private static final int FEW = 5;

    private static final double BEYOND_NOISE_OF_FEW = 3;

    private static final double STEP_SD = 0.02;
    private static final double DRIFT_SD = 0.03;

    /**
     * Median of the absolute difference of two independent normal values, in units of their standard deviation:
     * 0.6745·√2.
     */
    private static final double MEDIAN_DIFFERENCE = 0.954;

    /** Boundaries that differ by no more than this share were measured at the same load. */
    private static final double SAME_CALLERS = 0.1;

    /** Goodput that grows with no more than this power of the callers is the same at all of them. */
    private static final double FLAT = 0.05;

    /**
     * One measured goodput.
     *
     * @param millis  when it was measured, in milliseconds after the start of the run
     * @param log     logarithm of the goodput in successes per second
     * @param answers number of successes that it was counted from
     */
    record Goodput(long millis, double log, double answers) {

        static Goodput of(StepStatistics step) {
            return new Goodput(step.windowStartMillis(), Math.log(step.goodputPerSecond()), answers(step));
        }

        /** Returns the goodput as expected at another number of callers, if it grows with this power of them. */
        static Goodput of(StepStatistics step, int callers, double power) {
            double log = Math.log(step.goodputPerSecond())
                    - power * Math.log((double) CallersSearch.callers(step) / callers);
            return new Goodput(step.windowStartMillis(), log, answers(step));
        }

        /** Returns the number of successes that a step's goodput was counted from. */
        static double answers(StepStatistics step) {
            return step.goodputPerSecond() * step.windowMillis() / 1000;
        }
    }

    /**
     * Returns whether no more has to be measured to tell what the capacity is now: there are enough goodputs for the
     * noise to be known, and two or more of them after the change.
     */
    public boolean isSettled() {
        return measured >= FEW && measuredAfter >= 2;
    }

    /** Returns the change among goodputs that should be the same; empty if there is none. */
    static Optional<CapacityShift> in(List<Goodput> goodputs) {
        return in(goodputs, 2);
    }

    /** @param leastBefore fewest goodputs before a change, if there are not few in all */
    static Optional<CapacityShift> in(List<Goodput> goodputs, int leastBefore) {
        List<Goodput> ordered = goodputs.stream()
                .filter(goodput -> goodput.answers() > 0)
                .sorted(Comparator.comparingLong(Goodput::millis))
                .toList();
        boolean few = ordered.size() < FEW;
        int least = few ? 1 : 2;
        double[][] covariances = covariances(ordered);
        double largest =
                few ? BEYOND_NOISE_OF_FEW : BEYOND_NOISE + BEYOND_NOISE_PER_SQUARE / ordered.size() / ordered.size();
        Optional<CapacityShift> shift = Optional.empty();
        for (int cut = Math.min(least, leastBefore); cut <= ordered.size() - least; cut++) {
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

    /**
     * Returns the change among the rounds of a search with callers; empty if there is none. The goodputs at the
     * boundaries are compared, and that of the step that held the saturation point.
     *
     * <p>Boundaries may differ in their callers, as they do when a pod is lost. Where requests are spread unevenly,
     * goodput grows with the callers, and boundaries differ by chance. So goodputs are compared as expected at the same
     * number of callers: goodput is taken to grow with a power of the callers, the median over the rounds of {@code
     * ln(goodput of the overload ÷ goodput at the boundary) ÷ ln(callers of the overload ÷ callers at the boundary)}.
     */
    public static Optional<CapacityShift> of(List<RoundResult> rounds, Optional<StepStatistics> hold) {
        List<RoundResult.Boundary> found =
                rounds.stream().flatMap(round -> round.asBoundary().stream()).toList();
        List<StepStatistics> steps = Stream.concat(found.stream().map(RoundResult.Boundary::boundary), hold.stream())
                .toList();
        int[] callers = steps.stream().mapToInt(CallersSearch::callers).sorted().toArray();
        double[] powers = found.stream()
                .flatMap(round -> round.overload().stream().map(overload -> power(round.boundary(), overload)))
                .filter(Double::isFinite)
                .mapToDouble(power -> power)
                .toArray();
        boolean same = callers.length > 0 && callers[callers.length - 1] - callers[0] <= SAME_CALLERS * callers[0];
        if (callers.length < 3
                || (!same && (powers.length < 2 || (callers.length < FEW && Median.of(powers) > FLAT)))) {
            return Optional.empty();
        }
        double power = powers.length == 0 ? 0 : Math.max(0, Median.of(powers));
        // the first round takes as long as several later ones, so a change in it leaves one goodput before
        return in(
                steps.stream().map(step -> Goodput.of(step, callers[0], power)).toList(), 1);
    }

    private static double power(StepStatistics boundary, StepStatistics overload) {
        return Math.log(overload.goodputPerSecond() / boundary.goodputPerSecond())
                / Math.log((double) CallersSearch.callers(overload) / CallersSearch.callers(boundary));
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
                double apart = Math.abs(one.millis() - ordered.get(j).millis());
                covariances[i][j] = DRIFT_SD * DRIFT_SD * RoundsInterval.correlation(apart);
                covariances[j][i] = covariances[i][j];
            }
            covariances[i][i] = DRIFT_SD * DRIFT_SD + Math.max(leastVariance, STEP_SD * STEP_SD + 1 / one.answers());
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
