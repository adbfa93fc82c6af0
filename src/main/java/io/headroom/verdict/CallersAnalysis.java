package io.headroom.verdict;

import io.headroom.load.StepStatistics;
import io.headroom.plan.CallersConclusion;
import io.headroom.plan.VerifiedTarget;
import io.headroom.saturation.CapacityShift;
import io.headroom.saturation.Saturation;
import io.headroom.saturation.StepVerdict;
import java.util.Optional;

/**
 * Judges a search with callers.
 *
 * @param conclusion of its plan
 * @param steps      from the log
 */
record CallersAnalysis(CallersConclusion conclusion, FinishedSteps steps) implements KindAnalysis {

    @Override
    public Judgement complete() {
        Saturation point = conclusion.saturation().orElseThrow();
        return moved().or(this::notHeld)
                .or(() -> imprecise(point))
                .orElseGet(() -> Judgement.answered(Verdict.SATURATED, Evidence.of(point.median())));
    }

    /** Judges by the goodput over time. A hold that the injector limited says nothing about the service. */
    private Optional<Judgement> moved() {
        Optional<StepStatistics> hold = conclusion.hold().filter(step -> !steps.isInjectorBound(step));
        return CapacityShift.of(conclusion.rounds(), hold)
                .map(shift -> Judgement.unanswered(Verdict.CAPACITY_MOVED, Evidence.of(shift)));
    }

    private Optional<Judgement> notHeld() {
        return conclusion
                .hold()
                .filter(step -> steps.verdict(step) != StepVerdict.CLEAN)
                .map(step -> steps.isInjectorBound(step)
                        ? Judgement.injectorBound(steps)
                        : Judgement.unanswered(
                                Verdict.UNCONVERGED,
                                "the saturation point could not be held: " + Evidence.failures(step)));
    }

    private static Optional<Judgement> imprecise(Saturation point) {
        if (point.growthBeyond() > 0) {
            return Optional.of(Judgement.unanswered(Verdict.UNCONVERGED, Evidence.ofGrowth(point)));
        }
        return point.roundsRun() > 1 && !point.consistent()
                ? Optional.of(
                        Judgement.unanswered(Verdict.UNCONVERGED, "the rounds do not agree" + Evidence.ofSpread(point)))
                : Optional.empty();
    }

    @Override
    public Findings findings(Findings.Header header) {
        VerifiedTarget verified = conclusion.verified();
        return new CallersFindings(
                header,
                conclusion.rounds(),
                conclusion.saturation(),
                conclusion.hold(),
                isLasting(header.verdict()) ? verified : verified.withoutTarget(),
                top().or(() -> header.verdict() == Verdict.INJECTOR_BOUND ? steps.mostServed() : Optional.empty()));
    }

    /** Returns whether the capacity is still there: not if it moved, and not if there is no verdict, as of a service that is gone. */
    private static boolean isLasting(Verdict verdict) {
        return verdict != Verdict.CAPACITY_MOVED && verdict != Verdict.NO_VERDICT;
    }

    private Optional<StepStatistics> top() {
        return conclusion.rounds().stream()
                .flatMap(round -> round.topWithoutRefusals().stream())
                .findFirst();
    }
}
