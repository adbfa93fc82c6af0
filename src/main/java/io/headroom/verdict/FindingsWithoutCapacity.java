package io.headroom.verdict;

import io.headroom.load.StepStatistics;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.OnePercentRate;
import io.headroom.sizing.Target;
import io.headroom.sizing.TargetCheck;
import java.util.Optional;
import java.util.OptionalDouble;

/** The result of a run that measures no capacity. Everything that follows from a capacity is empty. */
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
}
