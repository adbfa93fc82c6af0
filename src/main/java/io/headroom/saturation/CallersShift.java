package io.headroom.saturation;

import io.headroom.load.Median;
import io.headroom.load.StepStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds a change of the capacity among the rounds of a search with callers, and the step that held the saturation point. */
public final class CallersShift {

    /** Two goodputs show no noise to compare a change with. */
    private static final int LEAST_GOODPUTS = 3;

    /** A difference beyond this share of what noise reaches is looked into by another round. */
    private static final double SUSPECTED = 0.35;

    /** Goodput beyond the boundary changes by at least this part of the change at the boundary, if the capacity moved. */
    private static final double LEAST_SEEN_BEYOND = 0.5;

    /** Boundaries that differ by no more than this share were measured at the same load. */
    private static final double SAME_CALLERS = 0.1;

    /** Goodput that grows with no more than this power of the callers is the same at all of them. */
    private static final double FLAT = 0.05;

    private CallersShift() {}

    /**
     * Returns the change among the rounds of a search with callers; empty if there is none. The goodputs at the
     * boundaries are compared, and that of the step that held the saturation point.
     *
     * <p>Boundaries may differ in their callers, as they do when a pod is lost. Where requests are spread unevenly,
     * goodput grows with the callers, and boundaries differ by chance. So goodputs are compared as expected at the same
     * number of callers: goodput is taken to grow with a power of the callers, the median over the rounds of {@code
     * ln(goodput of the overload ÷ goodput at the boundary) ÷ ln(callers of the overload ÷ callers at the boundary)}. The
     * figures of the change are those that were measured.
     */
    public static Optional<CapacityShift> of(List<RoundResult> rounds, Optional<StepStatistics> hold) {
        Compared comparable = comparable(rounds, hold);
        // the first round takes as long as several later ones, so a change in it leaves one goodput before
        return comparable.isReliable()
                ? ChangeDetection.in(comparable.goodputs(), 1)
                        .filter(shift -> isSeenBeyond(shift, rounds))
                        .map(shift -> asMeasured(shift, steps(rounds, hold)))
                : Optional.empty();
    }

    /** Returns the change with the geometric means of what was served before and after it, whatever the callers. */
    private static CapacityShift asMeasured(CapacityShift shift, List<StepStatistics> steps) {
        return shift.from(
                mean(steps, step -> step.windowStartMillis() < shift.atMillis()),
                mean(steps, step -> step.windowStartMillis() >= shift.atMillis()));
    }

    private static double mean(List<StepStatistics> steps, Predicate<StepStatistics> isMeant) {
        double log = steps.stream()
                .filter(isMeant)
                .mapToDouble(StepStatistics::goodputPerSecond)
                .filter(goodput -> goodput > 0)
                .map(Math::log)
                .average()
                .orElseThrow();
        return Math.exp(log);
    }

    /**
     * Returns whether another round is worth its time because the capacity may have moved: it would be certain if it went on
     * like this. A last goodput that differs suffices, as that of the hold.
     */
    public static boolean isSuspected(List<RoundResult> rounds, Optional<StepStatistics> hold) {
        List<Goodput> goodputs = comparable(rounds, hold).goodputs();
        return goodputs.size() >= LEAST_GOODPUTS
                && ChangeDetection.beyond(SUSPECTED, goodputs, 1, 1)
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
            boolean known = same || (powers >= 2 && (goodputs.size() >= ChangeDetection.FEW || power <= FLAT));
            return goodputs.size() >= LEAST_GOODPUTS && known;
        }
    }

    private static Compared comparable(List<RoundResult> rounds, Optional<StepStatistics> hold) {
        List<RoundResult.Boundary> found =
                rounds.stream().flatMap(round -> round.asBoundary().stream()).toList();
        List<StepStatistics> steps = steps(rounds, hold);
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

    /** Returns the boundaries of the rounds, and the hold. */
    private static List<StepStatistics> steps(List<RoundResult> rounds, Optional<StepStatistics> hold) {
        return Stream.concat(
                        rounds.stream()
                                .flatMap(round -> round.asBoundary().stream())
                                .map(RoundResult.Boundary::boundary),
                        hold.stream())
                .toList();
    }

    private static double power(StepStatistics boundary, StepStatistics overload) {
        return Math.log(overload.goodputPerSecond() / boundary.goodputPerSecond())
                / Math.log((double) CallersSearch.callers(overload) / CallersSearch.callers(boundary));
    }
}
