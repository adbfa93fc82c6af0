package io.headroom.saturation;

import io.headroom.load.Median;
import io.headroom.load.StepStatistics;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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

    /** Two goodputs show no noise to compare a change with. */
    private static final int LEAST_GOODPUTS = 3;

    /** Fewer goodputs than this have few places to cut, so that a lower threshold suffices. */
    private static final int FEW = 5;

    private static final double BEYOND_NOISE_OF_FEW = 3;

    /** A difference beyond this share of what noise reaches is looked into by another round. */
    private static final double SUSPECTED = 0.35;

    /** Goodput beyond the boundary changes by at least this part of the change at the boundary, if the capacity moved. */
    private static final double LEAST_SEEN_BEYOND = 0.5;

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

    /** Returns whether the capacity changed after this round had found its boundary. */
    public boolean isAfter(RoundResult round) {
        return round.asBoundary()
                .filter(found -> found.boundary().windowStartMillis() < atMillis)
                .isPresent();
    }

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
    private static Optional<CapacityShift> beyond(
            double share, List<Goodput> goodputs, int leastBefore, int leastAfter) {
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
        Compared comparable = comparable(rounds, hold);
        // the first round takes as long as several later ones, so a change in it leaves one goodput before
        return comparable.isReliable()
                ? in(comparable.goodputs(), 1).filter(shift -> isSeenBeyond(shift, rounds))
                : Optional.empty();
    }

    /**
     * Returns whether another round is worth its time because the capacity may have moved: it would be certain if it went on
     * like this. A last goodput that differs suffices, as that of the hold.
     */
    public static boolean isSuspected(List<RoundResult> rounds, Optional<StepStatistics> hold) {
        List<Goodput> goodputs = comparable(rounds, hold).goodputs();
        return goodputs.size() >= LEAST_GOODPUTS
                && beyond(SUSPECTED, goodputs, 1, 1)
                        .filter(shift -> isSeenBeyond(shift, rounds))
                        .isPresent();
    }

    /**
     * Returns whether the goodput beyond the boundary changed with that at the boundary: by half as much or more. If it did
     * not, the boundary moved, not the capacity, as before a limit that lets bursts pass. In the last round before the
     * change, the step beyond the boundary may have been after it, and does not count. True if nothing is left to compare.
     */
    private static boolean isSeenBeyond(CapacityShift shift, List<RoundResult> rounds) {
        List<RoundResult.Boundary> found =
                rounds.stream().flatMap(round -> round.asBoundary().stream()).toList();
        int before = (int) found.stream()
                .filter(round -> round.boundary().windowStartMillis() < shift.atMillis())
                .count();
        OptionalDouble was = meanLogBeyond(found.subList(0, Math.max(0, before - 1)));
        OptionalDouble is = meanLogBeyond(found.subList(before, found.size()));
        double expected = Math.log(shift.afterPerSecond() / shift.beforePerSecond());
        return was.isEmpty() || is.isEmpty() || (is.getAsDouble() - was.getAsDouble()) / expected >= LEAST_SEEN_BEYOND;
    }

    private static OptionalDouble meanLogBeyond(List<RoundResult.Boundary> rounds) {
        return rounds.stream()
                .flatMap(round -> round.overload().stream())
                .mapToDouble(StepStatistics::goodputPerSecond)
                .filter(goodput -> goodput > 0)
                .map(Math::log)
                .average();
    }

    /**
     * Goodputs as expected at the same number of callers.
     *
     * @param same   whether they were measured at the same number of callers
     * @param powers number of rounds that show how goodput grows with the callers
     * @param power  of the callers that goodput grows with
     */
    private record Compared(List<Goodput> goodputs, boolean same, int powers, double power) {
        boolean isReliable() {
            boolean known = same || (powers >= 2 && (goodputs.size() >= FEW || power <= FLAT));
            return goodputs.size() >= LEAST_GOODPUTS && known;
        }
    }

    private static Compared comparable(List<RoundResult> rounds, Optional<StepStatistics> hold) {
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
        double power = powers.length == 0 ? 0 : Math.max(0, Median.of(powers));
        List<Goodput> goodputs =
                steps.stream().map(step -> Goodput.of(step, callers[0], power)).toList();
        return new Compared(goodputs, same, powers.length, power);
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
