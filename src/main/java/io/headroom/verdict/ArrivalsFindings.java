package io.headroom.verdict;

import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.plan.VerifiedTarget;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.CapacityShift;
import io.headroom.saturation.OnePercentRate;
import io.headroom.saturation.QueueingArrivals;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.Saturation;
import io.headroom.saturation.Sustained;
import io.headroom.saturation.UnderLimit;
import io.headroom.sizing.Target;
import io.headroom.sizing.TargetCheck;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The result of a search with arrivals.
 *
 * @param header        verdict, steps and log
 * @param interval      the capacity with its confidence interval, if it was found; if it changed, what it is now
 * @param sustained     what the service sustains, if that is not what it serves under overload
 * @param queueing      that the service refuses nothing, if so
 * @param onePercent    highest rate of arrivals at which at most 1 % are refused, if it was searched
 * @param verified      the load to run at
 * @param highestServed the step that shows how much the service takes at least
 * @param shift         how the capacity changed, if it did
 * @param limit         what was found out about the limits of the settings, if they have any
 */
public record ArrivalsFindings(
        Header header,
        Optional<CapacityEstimate> interval,
        Optional<Sustained> sustained,
        Optional<QueueingArrivals> queueing,
        Optional<OnePercentRate> onePercent,
        VerifiedTarget verified,
        Optional<StepStatistics> highestServed,
        Optional<CapacityShift> shift,
        Optional<UnderLimit> limit)
        implements Findings {

    private static final Comparator<StepStatistics> BY_RATE =
            Comparator.comparingDouble(step -> step.offered().amount());

    @Override
    public ArrivalsFindings withHeader(Header other) {
        return new ArrivalsFindings(
                other, interval, sustained, queueing, onePercent, verified, highestServed, shift, limit);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.arrivals(this);
    }

    @Override
    public boolean searchesCapacity() {
        return true;
    }

    @Override
    public OptionalDouble capacityPerSecond() {
        return interval.stream().mapToDouble(CapacityEstimate::perSecond).findFirst();
    }

    /**
     * Returns the step that was overloaded least; if the service does not sustain what it serves under overload, the
     * step with the highest load that it sustains.
     */
    @Override
    public Optional<StepStatistics> atSaturation() {
        return sustained.isPresent() ? highestSustained() : leastOverloaded();
    }

    private Optional<StepStatistics> leastOverloaded() {
        return interval.flatMap(found -> offered(Purpose.PLATEAU).min(BY_RATE));
    }

    private Optional<StepStatistics> highestSustained() {
        double highest = onePercent.map(OnePercentRate::perSecond).orElse(0.0);
        return offered(Purpose.ONE_PERCENT)
                .filter(step -> step.offered().amount() <= highest)
                .max(BY_RATE);
    }

    private Stream<StepStatistics> offered(Purpose purpose) {
        return steps().stream()
                .map(JudgedStep::statistics)
                .filter(step -> step.step().purpose() == purpose)
                .filter(step -> step.offered().isOpen());
    }

    /** Returns the warm-up step with the fewest callers: the search itself offers arrivals. */
    @Override
    public Optional<StepStatistics> leastLoaded() {
        return interval.flatMap(found -> header.leastCallers(step -> true));
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
        return verified.check(atSaturation(), interval, onePercent);
    }

    @Override
    public List<RoundResult> rounds() {
        return List.of();
    }

    @Override
    public List<JudgedStep> plateaus() {
        return header.plateaus();
    }

    @Override
    public Optional<Saturation> saturation() {
        return Optional.empty();
    }

    @Override
    public Optional<Integer> callersAtSaturation() {
        return Optional.empty();
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
