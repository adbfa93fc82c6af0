package io.headroom.foreign;

import io.headroom.load.StepStatistics;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Estimates the saturation point of a closed load. The boundary is the highest number of users that was served clean; what
 * fails at fewer users does not fail because of them. The capacity is the goodput at the boundary, as in a run of our own.
 * But if goodput went on growing beyond the boundary, because the staircase of users stepped over the plateau, the capacity
 * is the median goodput of the first {@value #FIRST_BEYOND} steps that were too many.
 */
final class ClosedEstimate {

    private static final int FIRST_BEYOND = 3;

    private final List<ForeignStep> byUsers;
    private final StepJudge judge;

    private ClosedEstimate(List<ForeignStep> steps, StepJudge judge) {
        this.byUsers = steps.stream()
                .sorted(Comparator.comparingDouble(ForeignStep::load))
                .toList();
        this.judge = judge;
    }

    /** Returns the result of steps of constant load, at least one. */
    static ForeignResult of(List<ForeignStep> steps, StepJudge judge) {
        return new ClosedEstimate(steps, judge).judged();
    }

    private ForeignResult judged() {
        Optional<ForeignStep> taken = byUsers.stream().filter(judge::isClean).reduce((lower, higher) -> higher);
        double most = taken.map(ForeignStep::load).orElse(0.0);
        List<ForeignStep> failing = byUsers.stream().filter(judge::fails).toList();
        List<ForeignStep> beyond =
                failing.stream().filter(step -> step.load() > most).toList();
        if (!beyond.isEmpty() && judge.isOverload(taken.isPresent(), beyond)) {
            return saturated(taken, beyond);
        }
        if (taken.isEmpty()) {
            return failing.isEmpty()
                    ? new ForeignResult.Undecided("no load was served long enough to prove anything")
                    : StepJudge.failsAtEveryLoad(failing);
        }
        return notSaturated(taken.get(), failing, beyond);
    }

    private static ForeignResult saturated(Optional<ForeignStep> taken, List<ForeignStep> beyond) {
        ForeignStep first = beyond.get(0);
        double plateau = Goodputs.median(beyond.subList(0, Math.min(FIRST_BEYOND, beyond.size())));
        Optional<Double> atBoundary =
                taken.map(ForeignStep::goodputPerSecond).filter(goodput -> goodput >= Goodputs.PLATEAU * plateau);
        String evidence =
                taken.map(step -> "clean at " + step.offered() + "; at ").orElse("nothing less was offered than ")
                        + first.offered() + " " + Goodputs.failures(first.statistics())
                        + (atBoundary.isPresent()
                                ? "; goodput had stopped growing there"
                                : "; the goodput is that of the first steps that were too much");
        Optional<StepStatistics> boundary = taken.map(ForeignStep::statistics);
        return new ForeignResult.Saturated(
                new ForeignPoint(atBoundary.orElse(plateau), boundary, first.statistics(), evidence));
    }

    private ForeignResult notSaturated(ForeignStep top, List<ForeignStep> failing, List<ForeignStep> beyond) {
        List<ForeignStep> clean = byUsers.stream().filter(judge::isClean).toList();
        Optional<ForeignStep> half =
                clean.stream().filter(step -> 3 * step.load() <= 2 * top.load()).reduce((lower, higher) -> higher);
        boolean growing = half.filter(step -> top.goodputPerSecond() < step.goodputPerSecond() / Goodputs.PLATEAU)
                .isEmpty();
        String refused = judge.isFlawless() ? "nothing was refused" : "this load was served";
        String reason = growing
                ? refused + ", and nothing shows that goodput has stopped growing"
                : refused + ", but goodput has stopped growing since "
                        + half.orElseThrow().offered()
                        + ": the service is at its limit, and queues instead of refusing";
        String failures = StepJudge.beyond(beyond)
                .or(() -> StepJudge.despite(failing, top))
                .map(words -> "; " + words)
                .orElse("");
        return new ForeignResult.NotSaturated(top.statistics(), reason + failures);
    }
}
