package io.headroom.verdict;

import io.headroom.load.StepStatistics;
import io.headroom.plan.ArrivalsConclusion;
import io.headroom.plan.VerifiedTarget;
import io.headroom.saturation.ArrivalsResult;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.RateLimiter;
import java.util.Optional;

/**
 * Judges a search with arrivals.
 *
 * @param conclusion of its plan
 * @param steps      from the log
 */
record ArrivalsAnalysis(ArrivalsConclusion conclusion, FinishedSteps steps) implements KindAnalysis {

    @Override
    public Judgement complete() {
        return conclusion.limiter().map(Judgement::rateLimited).orElseGet(this::unlimited);
    }

    private Judgement unlimited() {
        return conclusion
                .result()
                .orElseThrow()
                .match(
                        converged -> notHeld()
                                .orElseGet(() -> Judgement.answered(Verdict.SATURATED, evidence(converged.estimate()))),
                        unconverged -> unconverged(unconverged),
                        moved -> Judgement.unanswered(Verdict.CAPACITY_MOVED, Evidence.of(moved.change())),
                        taken -> unended(),
                        none -> unended());
    }

    private Optional<Judgement> notHeld() {
        return conclusion.refuting().map(step -> Judgement.unanswered(Verdict.UNCONVERGED, Evidence.ofRefuting(step)));
    }

    private String evidence(CapacityEstimate underOverload) {
        return Evidence.of(underOverload, conclusion.sustained(), conclusion.queueing());
    }

    private Judgement unconverged(ArrivalsResult.Unconverged result) {
        return Judgement.unanswered(
                Verdict.UNCONVERGED,
                evidence(result.estimate()) + "; " + Evidence.precisionAdvice("arrivals", result.attainable()));
    }

    private static Judgement unended() {
        throw new IllegalStateException("a run without a capacity is not complete");
    }

    @Override
    public Findings findings(Findings.Header header) {
        VerifiedTarget verified = conclusion.verified();
        boolean limited = header.limiter().isPresent();
        boolean gone = limited || header.verdict() == Verdict.NO_VERDICT;
        return new ArrivalsFindings(
                header,
                conclusion.capacity().filter(capacity -> !limited),
                conclusion.sustained().filter(sustained -> !limited),
                conclusion.queueing(),
                conclusion.onePercent(),
                gone ? verified.withoutTarget() : verified,
                header.limiter()
                        .map(RateLimiter::mostServed)
                        .or(this::top)
                        .or(() -> header.verdict() == Verdict.INJECTOR_BOUND ? steps.mostServed() : Optional.empty()),
                moved(header) ? conclusion.result().flatMap(ArrivalsResult::shift) : Optional.empty(),
                gone ? Optional.empty() : conclusion.limit());
    }

    private static boolean moved(Findings.Header header) {
        return header.verdict() == Verdict.CAPACITY_MOVED;
    }

    private Optional<StepStatistics> top() {
        return conclusion.result().flatMap(ArrivalsResult::topWithoutRefusals);
    }
}
