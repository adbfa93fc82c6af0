package io.headroom.verdict;

import io.headroom.load.StepStatistics;
import io.headroom.plan.CallersConclusion;
import io.headroom.plan.VerifiedTarget;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.CapacityShift;
import io.headroom.saturation.OnePercentRate;
import io.headroom.saturation.Queueing;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.Saturation;
import io.headroom.saturation.UnderLimit;
import io.headroom.sizing.Target;
import io.headroom.sizing.TargetCheck;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The result of a search with callers.
 *
 * @param header        verdict, steps and log
 * @param rounds        results of the completed rounds, in order
 * @param saturation    saturation point, as far as the rounds found it
 * @param queueing      how the service queues, if it refused nothing
 * @param hold          the step that held the saturation point
 * @param verified      the load to run at
 * @param highestServed the step that shows how much the service takes at least
 * @param shift         how the capacity changed, if it did
 * @param limit         what was found out about the limits of the settings, if they have any
 */
public record CallersFindings(
        Header header,
        List<RoundResult> rounds,
        Optional<Saturation> saturation,
        Optional<Queueing> queueing,
        Optional<StepStatistics> hold,
        VerifiedTarget verified,
        Optional<StepStatistics> highestServed,
        Optional<CapacityShift> shift,
        Optional<UnderLimit> limit)
        implements Findings {

    public CallersFindings {
        rounds = List.copyOf(rounds);
    }

    @Override
    public CallersFindings withHeader(Header other) {
        return new CallersFindings(other, rounds, saturation, queueing, hold, verified, highestServed, shift, limit);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.callers(this);
    }

    /** Returns the rounds that the saturation point comes from: those after the change of the capacity, if it changed. */
    public List<RoundResult> currentRounds() {
        return CallersConclusion.current(rounds, shift);
    }

    @Override
    public boolean searchesCapacity() {
        return true;
    }

    @Override
    public OptionalDouble capacityPerSecond() {
        return saturation.stream().mapToDouble(Saturation::goodputPerSecond).findFirst();
    }

    @Override
    public Optional<CapacityEstimate> interval() {
        return saturation.flatMap(Saturation::confidence);
    }

    /** Returns the step that held the saturation point, or else the boundary of the median round. */
    @Override
    public Optional<StepStatistics> atSaturation() {
        return hold.or(() -> saturation.map(point -> point.median().boundary()));
    }

    /** Returns the answered step of a round with the fewest callers; the warm-up is in no round. */
    @Override
    public Optional<StepStatistics> leastLoaded() {
        return header.leastCallers(step -> step.step().round() > 0);
    }

    @Override
    public Optional<Target> target() {
        return verified.target();
    }

    @Override
    public Optional<StepStatistics> targetStep() {
        return verified.step();
    }

    @Override
    public Optional<TargetCheck> targetCheck() {
        return verified.check(atSaturation(), Optional.empty(), Optional.empty());
    }

    /** Returns nothing: this search does not look for such a rate. */
    @Override
    public Optional<OnePercentRate> onePercent() {
        return Optional.empty();
    }

    /**
     * Returns the steps under overload. They stand for rounds if there are no rounds of callers: without workload.json a search with
     * arrivals by several clients may pass for one with callers.
     */
    @Override
    public List<JudgedStep> plateaus() {
        return header.plateaus();
    }

    @Override
    public Optional<Integer> callersAtSaturation() {
        return saturation.flatMap(point -> point.median().boundary().offered().concurrentCallers().stream()
                .boxed()
                .findFirst());
    }

    @Override
    public List<JudgedStep> comparedSteps() {
        return List.of();
    }

    @Override
    public boolean isForeign() {
        return false;
    }

    @Override
    public Optional<String> segmentation() {
        return Optional.empty();
    }
}
