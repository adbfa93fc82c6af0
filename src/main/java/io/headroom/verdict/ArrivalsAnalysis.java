package io.headroom.verdict;

import io.headroom.load.StepStatistics;
import io.headroom.plan.ArrivalsConclusion;
import io.headroom.plan.VerifiedTarget;
import io.headroom.saturation.ArrivalsResult;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.CapacityShift;
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
        return conclusion
                .result()
                .orElseThrow()
                .match(
                        converged -> Judgement.answered(Verdict.SATURATED, evidence(converged.estimate())),
                        unconverged -> unconverged(evidence(unconverged.estimate())),
                        moved -> Judgement.unanswered(Verdict.CAPACITY_MOVED, Evidence.of(moved.shift())),
                        taken -> unconverged(""),
                        none -> unconverged(""));
    }

    private String evidence(CapacityEstimate underOverload) {
        return conclusion.sustained().map(Evidence::of).orElseGet(() -> Evidence.of(underOverload));
    }

    private static Judgement unconverged(String evidence) {
        return Judgement.unanswered(
                Verdict.UNCONVERGED,
                evidence + "; raise headroom.arrivals.most-rounds, or be content with less precision");
    }

    @Override
    public Findings findings(Findings.Header header) {
        VerifiedTarget verified = conclusion.verified();
        return new ArrivalsFindings(
                header,
                conclusion.capacity(),
                conclusion.sustained(),
                conclusion.onePercent(),
                header.verdict() == Verdict.CAPACITY_MOVED ? verified.withoutTarget() : verified,
                top().or(() -> header.verdict() == Verdict.INJECTOR_BOUND ? steps.mostServed() : Optional.empty()),
                conclusion.result().flatMap(ArrivalsAnalysis::shift));
    }

    private static Optional<CapacityShift> shift(ArrivalsResult result) {
        return result.match(
                converged -> Optional.empty(),
                unconverged -> Optional.empty(),
                moved -> Optional.of(moved.shift()),
                taken -> Optional.empty(),
                none -> Optional.empty());
    }

    private Optional<StepStatistics> top() {
        return conclusion.result().flatMap(ArrivalsResult::topWithoutRefusals);
    }
}
