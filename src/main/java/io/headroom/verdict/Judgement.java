package io.headroom.verdict;

import io.headroom.load.StepStatistics;
import java.util.Locale;

/**
 * A verdict on a run.
 *
 * @param verdict  what the run proves
 * @param answered whether the run gave the answer that it was made for
 * @param reason   reason of the verdict, a sentence without its full stop
 */
record Judgement(Verdict verdict, boolean answered, String reason) {

    /** Creates the verdict on a run that did not give its answer. */
    static Judgement unanswered(Verdict verdict, String reason) {
        return new Judgement(verdict, false, reason);
    }

    /** Creates the verdict on a run that gave its answer. */
    static Judgement answered(Verdict verdict, String reason) {
        return new Judgement(verdict, true, reason);
    }

    /** Creates the verdict on a run that the injector limited, with the capacity that is proven nevertheless. */
    static Judgement injectorBound(FinishedSteps steps) {
        double least = steps.mostServed().map(StepStatistics::goodputPerSecond).orElse(0.0);
        return unanswered(
                Verdict.INJECTOR_BOUND,
                String.format(
                        Locale.ROOT,
                        "the capacity is at least %.1f req/s, but the injector limited the load: %s",
                        least,
                        steps.injectorEvidence()));
    }
}
