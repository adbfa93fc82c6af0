package io.headroom.verdict;

import io.headroom.load.Outcome;
import io.headroom.plan.ArrivalsConclusion;
import io.headroom.plan.CallersConclusion;
import io.headroom.plan.Conclusion;
import io.headroom.plan.FineTuningConclusion;
import io.headroom.plan.SmokeConclusion;

/** The part of an analysis that depends on the kind of run. */
interface KindAnalysis {

    /** Judges a run of this kind that did everything that was planned. */
    Judgement complete();

    /** Creates the findings of a run of this kind. */
    Findings findings(Findings.Header header);

    /** Returns the analysis for a conclusion. */
    static KindAnalysis of(Conclusion conclusion, FinishedSteps steps) {
        return conclusion.match(new Conclusion.ConclusionCases<>() {
            @Override
            public KindAnalysis callers(CallersConclusion callers) {
                return new CallersAnalysis(callers, steps);
            }

            @Override
            public KindAnalysis arrivals(ArrivalsConclusion arrivals) {
                return new ArrivalsAnalysis(arrivals, steps);
            }

            @Override
            public KindAnalysis fineTuning(FineTuningConclusion tuning) {
                return new UnsearchedAnalysis("all messages were sent" + failed(steps), FineTuningFindings::new);
            }

            @Override
            public KindAnalysis smoke(SmokeConclusion smoke) {
                return new UnsearchedAnalysis("the call was answered", SmokeFindings::new);
            }
        });
    }

    private static String failed(FinishedSteps steps) {
        long sent = steps.evidence().stream()
                .mapToLong(step -> step.counts().total())
                .sum();
        long failed = sent
                - steps.evidence().stream()
                        .mapToLong(step -> step.counts().of(Outcome.OK))
                        .sum();
        return failed == 0 ? "" : ", and " + failed + " of " + sent + " failed";
    }
}
