package io.headroom.plan;

import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.OnePercentRate;
import io.headroom.sizing.Target;
import io.headroom.sizing.TargetCheck;
import java.util.List;
import java.util.Optional;

/**
 * The load to run at, and the step that offered it.
 *
 * @param target the load to run at; empty if no capacity is known
 * @param step   the step that verified it, if it is finished
 */
public record VerifiedTarget(Optional<Target> target, Optional<StepStatistics> step) {

    /**
     * Finds the target in the finished steps. It is the load that the target step offered, over all injectors; before that
     * step is finished, it is {@code fraction × capacity}.
     */
    public static VerifiedTarget of(
            List<StepStatistics> finished, double fraction, Optional<Double> capacityPerSecond) {
        Optional<StepStatistics> step = last(Purpose.TARGET, finished);
        Optional<Target> target = step.filter(offering -> offering.offered().isOpen())
                .map(offering -> offering.offered().amount())
                .or(() -> capacityPerSecond.map(capacity -> fraction * capacity))
                .map(offered -> new Target(fraction, offered));
        return new VerifiedTarget(target, step);
    }

    /** Finds the target of a service that has to keep limits; it has none if no rate is known that keeps them. */
    static VerifiedTarget of(
            List<StepStatistics> finished,
            double fraction,
            Optional<Double> capacityPerSecond,
            Optional<LimitSteps> limit) {
        Optional<Double> base = capacityPerSecond.flatMap(
                capacity -> LimitSteps.base(limit, capacity).stream().boxed().findFirst());
        VerifiedTarget verified = of(finished, fraction, base);
        return capacityPerSecond.isPresent() && base.isEmpty() ? verified.withoutTarget() : verified;
    }

    /**
     * Compares what the target promised with what its step measured; empty if either is missing.
     *
     * @param atSaturation the step whose latencies stand for the saturation point
     * @param capacity     the capacity with its confidence interval, of a search with arrivals
     * @param onePercent   the highest rate at which at most 1 % are refused, if it was searched
     */
    public Optional<TargetCheck> check(
            Optional<StepStatistics> atSaturation,
            Optional<CapacityEstimate> capacity,
            Optional<OnePercentRate> onePercent) {
        return target.flatMap(
                aim -> step.map(measured -> TargetCheck.of(aim, measured, atSaturation, capacity, onePercent)));
    }

    /** Returns the same without the load to run at, for a capacity that did not stay. */
    public VerifiedTarget withoutTarget() {
        return new VerifiedTarget(Optional.empty(), step);
    }

    /** Returns the last finished step that had this purpose. */
    public static Optional<StepStatistics> last(Purpose purpose, List<StepStatistics> finished) {
        return finished.stream()
                .filter(step -> step.step().purpose() == purpose)
                .reduce((earlier, later) -> later);
    }
}
