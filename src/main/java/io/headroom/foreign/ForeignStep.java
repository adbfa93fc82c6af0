package io.headroom.foreign;

import io.headroom.load.StepStatistics;
import io.headroom.saturation.StepVerdict;

/**
 * A step of a foreign run, with what the estimates need beside its figures.
 *
 * @param statistics figures of the step
 * @param verdict    verdict of the rule on the step alone
 * @param load       what the simulation controls, to compare steps by: users, or requests per second
 * @param constant   whether the load stayed the same during the step, so that its figures say something about that load
 * @param offered    description of the load, e.g. {@code 8 callers}, or {@code 58.6 req/s of 120 users (2.9 in flight)}
 */
public record ForeignStep(
        StepStatistics statistics, StepVerdict verdict, double load, boolean constant, String offered) {

    /** Returns successes per second. */
    double goodputPerSecond() {
        return statistics.goodputPerSecond();
    }
}
