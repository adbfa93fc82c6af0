package io.headroom.saturation;

import io.headroom.load.Median;
import io.headroom.load.StepStatistics;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A capacity that changed while it was measured, beyond what noise explains: there is no such thing as its average.
 *
 * <p>A test for one change at an unknown time (A. Sen, M. S. Srivastava, On Tests for Detecting Change in Mean, Annals of
 * Statistics 3, 1975): the logarithms of the goodputs are cut in two wherever that is possible, and the largest difference d
 * of the two means decides, in units of its own standard deviation. That comes from what is expected of a service: goodputs
 * {@code i} and {@code j}, measured at times {@code t}, have the covariance
 *
 * <pre>{@code σ²·[i = j] + 0.03²·exp(−|t_i − t_j| ÷ 30 s)    with    σ² = 0.02² + 1 ÷ answers}</pre>
 *
 * <p>or a larger σ, where neighbours differ by more: their median difference is {@code 0.954·σ}, and one change in the midst
 * of them hardly moves the median.
 *
 * @param beforePerSecond goodput until then, successes per second
 * @param afterPerSecond  goodput from then on
 * @param atMillis        when it had changed, milliseconds after the start of the run
 */
public record CapacityShift(double beforePerSecond, double afterPerSecond, long atMillis) {

    /**
     * Standard deviations of d that noise reaches in less than 1 % of the searches, though the largest d is taken, and taken
     * again after every round: {@code 3.8 + 108 ÷ n²}, found by simulation. More of them when σ comes from few neighbours.
     */
    private static final double BEYOND_NOISE = 3.8;

    private static final double BEYOND_NOISE_OF_SOME = 108;

    /** With few goodputs there are few places to cut. */
    private static final int FEW = 5;

    private static final double BEYOND_NOISE_OF_FEW = 3;

    private static final double STEP_SD = 0.02;
    private static final double DRIFT_SD = 0.03;

    /** Median of the absolute difference of two independent normal values, in their standard deviations: 0.6745·√2. */
    private static final double MEDIAN_DIFFERENCE = 0.954;

    /** Rounds whose boundaries are further apart than this were not measured at the same load. */
    private static final double SAME_CALLERS = 0.1;

    /**
     * One goodput.
     *
     * @param millis    when it was measured
     * @param log       logarithm of the successes per second
     * @param answers   that it was counted from
     */
    record Goodput(long millis, double log, double answers) {

        static Goodput of(StepStatistics step) {
            return new Goodput(step.windowStartMillis(), Math.log(step.goodputPerSecond()), answers(step));
        }

        /** The successes that a step's goodput was counted from. */
        static double answers(StepStatistics step) {
            return step.goodputPerSecond() * step.windowMillis() / 1000;
        }
    }

    /** The change among goodputs that should be the same, if there is one. */
    static Optional<CapacityShift> in(List<Goodput> goodputs) {
        List<Goodput> ordered = goodputs.stream()
                .filter(goodput -> goodput.answers() > 0)
                .sorted(Comparator.comparingLong(Goodput::millis))
                .toList();
        boolean few = ordered.size() < FEW;
        int least = few ? 1 : 2;
        double variance = varianceBetweenNeighbours(ordered);
        double largest =
                few ? BEYOND_NOISE_OF_FEW : BEYOND_NOISE + BEYOND_NOISE_OF_SOME / ordered.size() / ordered.size();
        Optional<CapacityShift> shift = Optional.empty();
        for (int cut = least; cut <= ordered.size() - least; cut++) {
            double before = mean(ordered.subList(0, cut));
            double after = mean(ordered.subList(cut, ordered.size()));
            double beyond = Math.abs(after - before) / deviation(ordered, cut, variance);
            if (beyond > largest) {
                largest = beyond;
                shift = Optional.of(new CapacityShift(
                        Math.exp(before), Math.exp(after), ordered.get(cut).millis()));
            }
        }
        return shift;
    }

    /**
     * The change among the rounds of a search with callers, if there is one: among the goodputs at their boundaries, and where
     * the saturation point was held.
     */
    public static Optional<CapacityShift> of(List<RoundResult> rounds, Optional<StepStatistics> hold) {
        List<StepStatistics> steps = Stream.concat(
                        rounds.stream()
                                .flatMap(round -> round.asBoundary().stream())
                                .map(RoundResult.Boundary::boundary),
                        hold.stream())
                .toList();
        int[] callers = steps.stream().mapToInt(CallersSearch::callers).sorted().toArray();
        if (callers.length < 3 || callers[callers.length - 1] - callers[0] > SAME_CALLERS * callers[0]) {
            return Optional.empty();
        }
        return in(steps.stream().map(Goodput::of).toList());
    }

    /** {@code σ²} as neighbours show it; 0 where there are too few. */
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

    /** Of the difference of the two means: {@code √(w'·Σ·w)} with weights −1 ÷ cut before it and 1 ÷ (n − cut) after. */
    private static double deviation(List<Goodput> ordered, int cut, double leastVariance) {
        double variance = 0;
        for (int i = 0; i < ordered.size(); i++) {
            for (int j = 0; j < ordered.size(); j++) {
                variance += weight(i, cut, ordered.size())
                        * weight(j, cut, ordered.size())
                        * covariance(ordered.get(i), ordered.get(j), leastVariance);
            }
        }
        return Math.sqrt(variance);
    }

    private static double weight(int i, int cut, int size) {
        return i < cut ? -1.0 / cut : 1.0 / (size - cut);
    }

    private static double covariance(Goodput one, Goodput other, double leastVariance) {
        double own = one.equals(other) ? Math.max(leastVariance, STEP_SD * STEP_SD + 1 / one.answers()) : 0;
        double apart = Math.abs(one.millis() - other.millis());
        return own + DRIFT_SD * DRIFT_SD * RoundsInterval.correlation(apart);
    }

    private static double mean(List<Goodput> goodputs) {
        return goodputs.stream().mapToDouble(Goodput::log).average().orElseThrow();
    }
}
