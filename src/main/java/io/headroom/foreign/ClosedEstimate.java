package io.headroom.foreign;

import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.SaturationRule;
import io.headroom.saturation.StepVerdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Estimates the saturation point of a closed load. The boundary is the highest clean number of users below the lowest
 * number that was too many. The capacity is the goodput at the boundary, as in a run of our own. But if goodput went on
 * growing beyond the boundary, because the staircase of users stepped over the plateau, the capacity is the median
 * goodput of the first {@value #FIRST_BEYOND} steps that were too many.
 */
final class ClosedEstimate {

    private static final int FIRST_BEYOND = 3;

    private ClosedEstimate() {}

    static ForeignResult of(List<StepStatistics> steps, SaturationRule rule) {
        return Goodputs.wrongTest(steps, rule).orElseGet(() -> judged(steps, rule));
    }

    private static ForeignResult judged(List<StepStatistics> steps, SaturationRule rule) {
        List<StepStatistics> byUsers = steps.stream()
                .sorted(Comparator.comparingInt(ClosedEstimate::users))
                .toList();
        List<StepStatistics> beyond = byUsers.stream()
                .filter(step -> rule.judge(step) != StepVerdict.CLEAN)
                .toList();
        if (beyond.isEmpty()) {
            return notSaturated(byUsers);
        }
        StepStatistics first = beyond.get(0);
        Optional<StepStatistics> taken = byUsers.stream()
                .filter(step -> isTaken(step, rule) && users(step) < users(first))
                .reduce((lower, higher) -> higher);
        if (taken.isEmpty() && rule.judge(first) == StepVerdict.FAILING) {
            return new ForeignResult.Undecided("the endpoint fails under the least load, "
                    + first.step().load().description());
        }
        if (taken.isEmpty() && !isPlateau(beyond)) {
            return new ForeignResult.Undecided("some requests are refused even under the least load, "
                    + byUsers.get(0).step().load().description() + ", and goodput still grows with the load");
        }
        return saturated(taken, first, beyond);
    }

    /** Returns whether the step is clean, and not only because it was too short for its refusals to decide. */
    private static boolean isTaken(StepStatistics step, SaturationRule rule) {
        return rule.judge(step) == StepVerdict.CLEAN && step.counts().share(Outcome.OK) >= Goodputs.PLATEAU;
    }

    private static boolean isPlateau(List<StepStatistics> beyond) {
        StepStatistics least = beyond.get(0);
        StepStatistics most = beyond.get(beyond.size() - 1);
        return Goodputs.isPlateau(least, most, (double) users(most) / users(least));
    }

    private static ForeignResult saturated(
            Optional<StepStatistics> taken, StepStatistics first, List<StepStatistics> beyond) {
        double plateau = Goodputs.median(beyond.subList(0, Math.min(FIRST_BEYOND, beyond.size())));
        Optional<Double> atBoundary =
                taken.map(StepStatistics::goodputPerSecond).filter(goodput -> goodput >= Goodputs.PLATEAU * plateau);
        String evidence = taken.map(step -> "clean at " + step.step().load().description() + "; at ")
                        .orElse("nothing less was offered than ")
                + first.step().load().description() + " " + Goodputs.refusals(first)
                + (atBoundary.isPresent()
                        ? "; goodput had stopped growing there"
                        : "; the goodput is that of the first steps that were too much");
        return new ForeignResult.Saturated(new ForeignPoint(atBoundary.orElse(plateau), taken, first, evidence));
    }

    private static ForeignResult notSaturated(List<StepStatistics> byUsers) {
        StepStatistics top = byUsers.get(byUsers.size() - 1);
        Optional<StepStatistics> half = byUsers.stream()
                .filter(step -> 3 * users(step) <= 2 * users(top))
                .reduce((lower, higher) -> higher);
        boolean growing = half.filter(step -> top.goodputPerSecond() < step.goodputPerSecond() / Goodputs.PLATEAU)
                .isEmpty();
        return new ForeignResult.NotSaturated(
                top,
                growing
                        ? "nothing was refused, and nothing shows that goodput has stopped growing"
                        : "nothing was refused, but goodput has stopped growing since "
                                + half.orElseThrow().step().load().description()
                                + ": the service is at its limit, and queues instead of refusing");
    }

    private static int users(StepStatistics step) {
        return step.step()
                .load()
                .closedLoopCallers()
                .orElseThrow(() -> new IllegalArgumentException(
                        "not a step of a closed load: " + step.step().label()));
    }
}
