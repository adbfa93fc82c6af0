package io.headroom.verdict;

import io.headroom.load.StepStatistics;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.OnePercentRate;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.Saturation;
import io.headroom.sizing.Target;
import io.headroom.sizing.TargetCheck;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The result of a run that measures no capacity. What follows from a capacity is empty, unless the case knows it in another way.
 */
public sealed interface FindingsWithoutCapacity extends Findings
        permits FineTuningFindings, SmokeFindings, UnknownFindings {

    @Override
    default OptionalDouble capacityPerSecond() {
        return OptionalDouble.empty();
    }

    @Override
    default Optional<CapacityEstimate> interval() {
        return Optional.empty();
    }

    @Override
    default Optional<StepStatistics> highestServed() {
        return Optional.empty();
    }

    @Override
    default Optional<StepStatistics> atSaturation() {
        return Optional.empty();
    }

    @Override
    default Optional<StepStatistics> leastLoaded() {
        return Optional.empty();
    }

    @Override
    default Optional<Target> target() {
        return Optional.empty();
    }

    @Override
    default Optional<StepStatistics> targetStep() {
        return Optional.empty();
    }

    @Override
    default Optional<TargetCheck> targetCheck() {
        return Optional.empty();
    }

    @Override
    default Optional<OnePercentRate> onePercent() {
        return Optional.empty();
    }

    @Override
    default List<RoundResult> rounds() {
        return List.of();
    }

    @Override
    default List<JudgedStep> plateaus() {
        return List.of();
    }

    @Override
    default Optional<Saturation> saturation() {
        return Optional.empty();
    }

    @Override
    default Optional<Integer> callersAtSaturation() {
        return Optional.empty();
    }

    @Override
    default List<JudgedStep> comparedSteps() {
        return List.of();
    }

    @Override
    default boolean isForeign() {
        return false;
    }

    @Override
    default Optional<String> segmentation() {
        return Optional.empty();
    }
}
