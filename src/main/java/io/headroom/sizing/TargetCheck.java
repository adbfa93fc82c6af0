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
 * What a target promised, against what was measured there: that next to nothing is refused, and that answers come sooner than
 * at saturation.
 *
 * @param judgement of both
 * @param refused   at the target
 * @param served    whether the load came, and was answered by successes and refusals
 * @param p95Ratio  95th percentile of the latency at the target ÷ that at saturation; nothing where one is not known
 * @param safe      the load to run at instead; nothing where the target keeps its promise, or it cannot be told
 */
public record TargetCheck(
        TargetPromise judgement,
        RefusedShare refused,
        boolean served,
        OptionalDouble p95Ratio,
        Optional<SafeRate> safe) {

    /** Whether it refuses. */
    public enum TargetPromise {
        /** No more than 1 % with 95 % confidence. */
        KEPT,
        /** More than 1 % were refused, or are at lower rates already. */
        REFUSES,
        /** No more than 1 %, but more is possible in the long run; or the load did not come, or failed in another way. */
        UNPROVEN;

        /** The name used in {@code headroom.json}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A smaller share of the load than this was not the target's. */
    private static final double SENT = 0.95;

    /** A ratio of latencies that whole milliseconds and chance do not explain. */
    private static final double SLOWER = 1.1;

    /**
     * Judges the step that verified a target.
     *
     * @param saturated  the step that stands for saturation, where there is one
     * @param capacity   with its interval, where that is known
     * @param onePercent the rate of which 1 % are refused, where that was searched
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

    /** Whether the load of the target came, and got an answer that is a success or a refusal. */
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

    /** Whether answers take longer than at saturation. */
    public boolean isSlower() {
        return p95Ratio.orElse(0) > SLOWER;
    }
}
