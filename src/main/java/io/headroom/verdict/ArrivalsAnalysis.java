package io.headroom.verdict;

import io.headroom.load.StepStatistics;
import io.headroom.plan.ArrivalsConclusion;
import io.headroom.plan.VerifiedTarget;
import io.headroom.saturation.ArrivalsResult;
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
        ArrivalsResult result = conclusion.result().orElseThrow();
        if (result instanceof ArrivalsResult.Moved moved) {
            return Judgement.unanswered(Verdict.CAPACITY_MOVED, Evidence.of(moved.shift()));
        }
        String evidence = result.capacity().map(Evidence::of).orElse("");
        return result instanceof ArrivalsResult.Converged
                ? Judgement.answered(Verdict.SATURATED, evidence)
                : Judgement.unanswered(
                        Verdict.UNCONVERGED,
                        evidence + "; raise headroom.arrivals.most-rounds, or be content with less precision");
    }

    @Override
    public Findings findings(Findings.Header header) {
        VerifiedTarget verified = conclusion.verified();
        return new ArrivalsFindings(
                header,
                conclusion.result().flatMap(ArrivalsResult::capacity),
                conclusion.onePercent(),
                header.verdict() == Verdict.CAPACITY_MOVED ? verified.withoutTarget() : verified,
                top().or(() -> header.verdict() == Verdict.INJECTOR_BOUND ? steps.mostServed() : Optional.empty()));
    }

    private Optional<StepStatistics> top() {
        return conclusion
                .result()
                .flatMap(result -> result instanceof ArrivalsResult.NotSaturated taken
                        ? Optional.of(taken.top())
                        : Optional.empty());
    }
}
