package io.headroom.sizing;

import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.OnePercentRate;
import io.headroom.saturation.RefusedShare;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Compares what a target promises with what was measured there. It promises that next to nothing is refused, and that
 * answers come sooner than at saturation.
 *
 * @param judgement whether the promise about refusals is kept
 * @param refused   requests that were refused at the target
 * @param served    whether the load came, and was answered by successes and refusals
 * @param p95Ratio  95th percentile of the latency at the target ÷ that at saturation; empty if one of them is not known
 * @param safe      the load to run at instead; empty if the target keeps its promise, or if it cannot be told
 */
public record TargetCheck(
        TargetPromise judgement,
        RefusedShare refused,
        boolean served,
        OptionalDouble p95Ratio,
        Optional<SafeRate> safe) {

    /** The promise of a target that next to nothing is refused. */
    public enum TargetPromise {
        /** No more than 1 % is refused, with 95 % confidence. */
        KEPT,
        /** More than 1 % was refused, or is refused at lower rates already. */
        REFUSES,
        /**
         * No more than 1 % was refused, but more is possible in the long run. Or the load did not come, or failed in
         * another way.
         */
        UNPROVEN;

        /** Returns the name used in {@code headroom.json}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** If a smaller share of the load than this was sent, it was not the target that was measured. */
    private static final double SENT = 0.95;

    /** Ratio of latencies beyond what rounding to milliseconds and chance explain. */
    private static final double SLOWER = 1.1;

    /**
     * Judges the step that verified a target.
     *
     * @param saturated  step whose latencies stand for saturation, if there is one
     * @param capacity   the capacity with its confidence interval, if it is known
     * @param onePercent the rate at which 1 % are refused, if it was searched
     */
    public static TargetCheck of(
            Target target,
            StepStatistics step,
            Optional<StepStatistics> saturated,
            Optional<CapacityEstimate> capacity,
            Optional<OnePercentRate> onePercent) {
        RefusedShare refused = RefusedShare.of(step);
        boolean served = isServed(target, step);
        boolean tooFast = onePercent
                .filter(rate -> rate.perSecond() < target.offeredPerSecond() && !rate.atLeast())
                .isPresent();
        TargetPromise judgement = tooFast || refused.observed() > RefusedShare.ALLOWED
                ? TargetPromise.REFUSES
                : refused.isAllowed() && served ? TargetPromise.KEPT : TargetPromise.UNPROVEN;
        Optional<SafeRate> safe = judgement == TargetPromise.KEPT
                ? Optional.empty()
                : capacity.flatMap(
                        found -> onePercent.map(rate -> SafeRate.of(target.fraction(), found.lowPerSecond(), rate)));
        return new TargetCheck(judgement, refused, served, ratio(step, saturated), safe);
    }

    /** Returns whether the load of the target was sent, and its answers were successes or refusals. */
    private static boolean isServed(Target target, StepStatistics step) {
        OutcomeCounts counts = step.counts();
        double judged = counts.of(Outcome.OK) + counts.of(Outcome.REFUSED);
        return judged >= (1 - RefusedShare.ALLOWED) * counts.total()
                && step.sentPerSecond() >= SENT * target.offeredPerSecond();
    }

    private static OptionalDouble ratio(StepStatistics step, Optional<StepStatistics> saturated) {
        return saturated
                .filter(other -> other.latency().p95() > 0 && step.latency().count() > 0)
                .stream()
                .mapToDouble(
                        other -> (double) step.latency().p95() / other.latency().p95())
                .findFirst();
    }

    /** Returns whether answers take longer than at saturation. */
    public boolean isSlower() {
        return p95Ratio.orElse(0) > SLOWER;
    }
}
