package io.headroom.verdict;

import io.headroom.load.StepStatistics;
import io.headroom.plan.CallersConclusion;
import io.headroom.plan.VerifiedTarget;
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

    /** A load of which more is refused is no saturation point, however little precision is wanted. */
    private static final double MOST_REFUSED = 0.05;

    @Override
    public Judgement complete() {
        return conclusion
                .shift()
                .map(shift -> Judgement.unanswered(Verdict.CAPACITY_MOVED, Evidence.of(shift)))
                .or(this::notHeld)
                .orElseGet(this::found);
    }

    private Judgement found() {
        Saturation point = conclusion.saturation().orElseThrow();
        return imprecise(point)
                .orElseGet(() -> Judgement.answered(
                        Verdict.SATURATED, Evidence.of(point, conclusion.rounds(), conclusion.hold())));
    }

    private Optional<Judgement> notHeld() {
        return conclusion
                .hold()
                .filter(step -> steps.verdict(step) != StepVerdict.CLEAN)
                .filter(step -> !confirms(step))
                .map(step -> steps.isInjectorBound(step)
                        ? Judgement.injectorBound(steps)
                        : Judgement.unanswered(
                                Verdict.UNCONVERGED,
                                "the saturation point could not be held: " + Evidence.failures(step)));
    }

    /**
     * Returns whether a hold in which requests were refused confirms the capacity all the same. Where refusals begin
     * slowly, the boundary is a slope. If a share x of the requests is refused, the load there is {@code 1 ÷ (1 − x)}
     * times what is served, so the boundary is known to x. That is precise enough if it is no more than the wanted
     * precision, and no more than {@value #MOST_REFUSED}. The goodput must be that of the rounds, as precisely.
     */
    private boolean confirms(StepStatistics hold) {
        double precise = Math.min(MOST_REFUSED, conclusion.precision());
        double served = hold.goodputPerSecond()
                / conclusion.saturation().map(Saturation::goodputPerSecond).orElseThrow();
        return steps.verdict(hold) == StepVerdict.SATURATED
                && hold.refusedShare() <= precise
                && Math.abs(Math.log(served)) <= Math.log1p(precise);
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
        boolean moved = header.verdict() == Verdict.CAPACITY_MOVED;
        return new CallersFindings(
                header,
                conclusion.rounds(),
                conclusion.saturation(),
                conclusion.hold(),
                isLasting(header.verdict()) ? verified : verified.withoutTarget(),
                highestServed(header.verdict()),
                moved ? conclusion.shift() : Optional.empty());
    }

    /** Returns whether the capacity is still there: not if it moved, and not if there is no verdict, as of a service that is gone. */
    private static boolean isLasting(Verdict verdict) {
        return verdict != Verdict.CAPACITY_MOVED && verdict != Verdict.NO_VERDICT;
    }

    /** Returns the step that bounds the capacity from below: a bound is never below what was served in any step. */
    private Optional<StepStatistics> highestServed(Verdict verdict) {
        boolean reached = conclusion.rounds().stream()
                .anyMatch(round -> round.topWithoutRefusals().isPresent());
        return reached || verdict == Verdict.INJECTOR_BOUND ? steps.mostServed() : Optional.empty();
    }
}
