package io.headroom.plan;

import io.headroom.load.StepStatistics;
import io.headroom.saturation.RateLimiter;
import io.headroom.saturation.SaturationRule;
import io.headroom.saturation.StepVerdict;
import java.util.List;

/**
 * Decides whether a warm-up shows that the service refuses some of the least load for good, although it is idle. Its last steps were all
 * refused, for a third of the longest warm-up or more: one that starts refuses only for a while. Those before them do not matter, as
 * where a bucket had tokens left.
 */
record SteadyRefusals(PlanSettings settings) {

    private static final int LEAST_STEPS = 3;
    private static final int PART_OF_LIMIT = 3;

    /** @param warmUps the steps of the warm-up, oldest first */
    boolean areIn(List<StepStatistics> warmUps) {
        SaturationRule rule = settings.search().rule();
        int from = warmUps.size();
        while (from > 0 && rule.judge(warmUps.get(from - 1)) == StepVerdict.SATURATED) {
            from--;
        }
        List<StepStatistics> refused = warmUps.subList(from, warmUps.size());
        return refused.size() >= LEAST_STEPS
                && PART_OF_LIMIT * StepPlanner.elapsedMillis(refused)
                        >= settings.warmUpLimit().toMillis()
                && RateLimiter.refusesWhileIdle(refused, rule);
    }
}
