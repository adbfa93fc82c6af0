package io.headroom.foreign;

import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.SaturationRule;
import io.headroom.saturation.StepVerdict;

/**
 * The saturation rule for the steps of a foreign run.
 *
 * @param rule rule for the steps of our own runs; how long other callers wait after a refusal is not known
 */
record StepRule(SaturationRule rule) {

    StepRule {
        rule = rule.ofUnknownRetryWait();
    }

    /**
     * Returns the verdict on a step. An injector that fails while the service refuses its connections is not the limit: it tries
     * again at once, and runs out of ports.
     */
    StepVerdict judge(StepStatistics step) {
        StepVerdict verdict = rule.judge(step);
        long refused = step.counts().of(Outcome.NOT_READY);
        boolean gone = refused > 0 && refused >= step.counts().of(Outcome.INJECTOR_ERROR);
        return verdict == StepVerdict.INJECTOR_BOUND && gone ? StepVerdict.FAILING : verdict;
    }
}
