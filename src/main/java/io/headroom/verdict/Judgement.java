package io.headroom.verdict;

import io.headroom.load.StepStatistics;
import io.headroom.saturation.RateLimiter;
import java.util.Locale;
import java.util.Optional;

/**
 * A verdict on a run.
 *
 * @param verdict  what the run proves
 * @param answered whether the run gave the answer that it was made for
 * @param reason   reason of the verdict, a sentence without its full stop
 * @param limiter  the rate limiter that refused, if the verdict says so
 */
record Judgement(Verdict verdict, boolean answered, String reason, Optional<RateLimiter> limiter) {

    private Judgement(Verdict verdict, boolean answered, String reason) {
        this(verdict, answered, reason, Optional.empty());
    }

    /** Creates the verdict on a run that met a rate limiter. */
    static Judgement rateLimited(RateLimiter limiter) {
        return new Judgement(Verdict.RATE_LIMITED, true, LimiterEvidence.of(limiter), Optional.of(limiter));
    }

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
