package io.headroom.plan;

import io.headroom.load.StepStatistics;
import io.headroom.saturation.RateLimiter;
import io.headroom.saturation.SaturationRule;
import io.headroom.saturation.StepVerdict;
import java.util.List;

/**
 * Decides whether a warm-up shows that the service refuses some of the least load for good, although it is idle. A service that starts
 * does so only for a while: a third of the longest warm-up has to go by.
 */
record SteadyRefusals(PlanSettings settings) {

    private static final int LEAST_STEPS = 3;
    private static final int PART_OF_LIMIT = 3;

    /** @param warmUps the steps of the warm-up, oldest first */
    boolean areIn(List<StepStatistics> warmUps) {
        SaturationRule rule = settings.search().rule();
        return warmUps.size() >= LEAST_STEPS
                && PART_OF_LIMIT * StepPlanner.elapsedMillis(warmUps)
                        >= settings.warmUpLimit().toMillis()
                && warmUps.stream().allMatch(step -> rule.judge(step) == StepVerdict.SATURATED)
                && RateLimiter.refusesWhileIdle(warmUps, rule);
    }
}
