package io.headroom.foreign;

import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.SaturationRule;
import io.headroom.saturation.StepVerdict;
import java.util.EnumMap;
import java.util.Map;

/**
 * The saturation rule for the steps of a foreign run.
 *
 * @param rule rule for the steps of our own runs
 */
record StepRule(SaturationRule rule) {

    /**
     * Returns the verdict on a step. A client error among many other answers is a failure like any other. An injector that
     * fails while the service refuses its connections is not the limit: it tries again at once, and runs out of ports.
     */
    StepVerdict judge(StepStatistics step) {
        StepVerdict verdict = rule.judge(isCalledWrong(step.counts()) ? step : withoutClientErrors(step));
        long refused = step.counts().of(Outcome.NOT_READY);
        boolean gone = refused > 0 && refused >= step.counts().of(Outcome.INJECTOR_ERROR);
        return verdict == StepVerdict.INJECTOR_BOUND && gone ? StepVerdict.FAILING : verdict;
    }

    private boolean isCalledWrong(OutcomeCounts counts) {
        return isShare(counts.of(Outcome.CLIENT_ERROR), counts.total());
    }

    /** Returns whether so many failures, and such a share of all requests, can decide. */
    boolean isShare(long failures, long total) {
        return failures >= rule.minimumRefusals() && failures >= rule.refusedShare() * total;
    }

    private static StepStatistics withoutClientErrors(StepStatistics step) {
        Map<Outcome, Long> counts = new EnumMap<>(step.counts().byOutcome());
        counts.merge(Outcome.OTHER_ERROR, counts.getOrDefault(Outcome.CLIENT_ERROR, 0L), Long::sum);
        counts.put(Outcome.CLIENT_ERROR, 0L);
        return new StepStatistics(
                step.step(),
                step.windowStartMillis(),
                step.windowMillis(),
                new OutcomeCounts(counts),
                step.goodputPerSecond(),
                step.latency(),
                step.refusedLatency(),
                step.probes(),
                step.probeFailures());
    }
}
