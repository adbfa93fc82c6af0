package io.headroom.verdict;

import io.headroom.load.StepStatistics;
import io.headroom.plan.CallersConclusion;
import io.headroom.plan.VerifiedTarget;
import io.headroom.saturation.RateLimiter;
import io.headroom.saturation.Saturation;
import java.util.EnumSet;
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
        return conclusion.limiter().map(Judgement::rateLimited).orElseGet(this::unlimited);
    }

    private Judgement unlimited() {
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
                        Verdict.SATURATED,
                        Evidence.of(point, conclusion.rounds(), conclusion.hold(), conclusion.queueing())));
    }

    private Optional<Judgement> notHeld() {
        return conclusion
                .refuting()
                .map(step -> Evidence.ofRefuting(step, conclusion.saturation()))
                .map(CallersAnalysis::unconverged)
                .or(() -> conclusion.hold().filter(steps::isInjectorBound).map(step -> Judgement.injectorBound(steps)));
    }

    private static Judgement unconverged(String reason) {
        return Judgement.unanswered(Verdict.UNCONVERGED, reason);
    }

    private static Optional<Judgement> imprecise(Saturation point) {
        if (point.growthBeyond() > 0) {
            return Optional.of(unconverged(Evidence.ofGrowth(point)));
        }
        return point.roundsRun() > 1 && !point.consistent()
                ? Optional.of(unconverged("the rounds do not agree" + Evidence.ofSpread(point)))
                : Optional.empty();
    }

    @Override
    public Findings findings(Findings.Header header) {
        VerifiedTarget verified = conclusion.verified();
        boolean moved = header.verdict() == Verdict.CAPACITY_MOVED;
        return new CallersFindings(
                header,
                conclusion.rounds(),
                conclusion.saturation().filter(point -> header.limiter().isEmpty()),
                conclusion.queueing(),
                conclusion.hold(),
                isLasting(header.verdict()) ? verified : verified.withoutTarget(),
                header.limiter().map(RateLimiter::mostServed).or(() -> highestServed(header.verdict())),
                moved ? conclusion.shift() : Optional.empty(),
                isLasting(header.verdict()) ? conclusion.limit() : Optional.empty());
    }

    /** Returns whether the capacity is still there: not if it moved, and not if there is no verdict, as of a service that is gone. */
    private static boolean isLasting(Verdict verdict) {
        return !EnumSet.of(Verdict.CAPACITY_MOVED, Verdict.RATE_LIMITED, Verdict.NO_VERDICT)
                .contains(verdict);
    }

    /** Returns the step that bounds the capacity from below: nothing that was certainly served in any step exceeds it. */
    private Optional<StepStatistics> highestServed(Verdict verdict) {
        boolean reached = conclusion.rounds().stream()
                .anyMatch(round -> round.topWithoutRefusals().isPresent());
        return reached || verdict == Verdict.INJECTOR_BOUND ? steps.mostServed() : Optional.empty();
    }
}
