package io.headroom.verdict;

import io.headroom.foreign.ForeignPoint;
import io.headroom.foreign.ForeignRun;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.OnePercentRate;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.Saturation;
import io.headroom.sizing.Target;
import io.headroom.sizing.TargetCheck;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The result of a simulation that is not one of Headroom's.
 *
 * @param header  verdict, steps and log
 * @param run     the steps that its log shows, and the result of these
 * @param target  the load to run at, if a saturation point was found
 * @param remarks what else the log shows, each a sentence without its full stop
 */
public record ForeignFindings(Header header, ForeignRun run, Optional<Target> target, List<String> remarks)
        implements Findings {

    public ForeignFindings {
        remarks = List.copyOf(remarks);
    }

    @Override
    public ForeignFindings withHeader(Header other) {
        return new ForeignFindings(other, run, target, remarks);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.foreign(this);
    }

    @Override
    public boolean searchesCapacity() {
        return true;
    }

    /** Returns the saturation point, if the log shows one. */
    public Optional<ForeignPoint> point() {
        return run.result()
                .match(found -> Optional.of(found.point()), taken -> Optional.empty(), undecided -> Optional.empty());
    }

    @Override
    public OptionalDouble capacityPerSecond() {
        return point().stream().mapToDouble(ForeignPoint::goodputPerSecond).findFirst();
    }

    /** Returns nothing: how far apart repeated measurements of such a simulation lie is not known. */
    @Override
    public Optional<CapacityEstimate> interval() {
        return Optional.empty();
    }

    @Override
    public Optional<StepStatistics> highestServed() {
        return run.result()
                .match(found -> Optional.empty(), taken -> Optional.of(taken.top()), undecided -> Optional.empty());
    }

    @Override
    public Optional<StepStatistics> atSaturation() {
        return point().map(ForeignPoint::representative);
    }

    /** Returns the answered step with the fewest callers or, without callers, with the lowest rate. */
    @Override
    public Optional<StepStatistics> leastLoaded() {
        return header.leastCallers(step -> true)
                .or(() -> header.steps().stream()
                        .map(JudgedStep::statistics)
                        .filter(step -> step.latency().count() > 0)
                        .min(Comparator.comparingDouble(StepStatistics::sentPerSecond)));
    }

    /** Returns nothing: such a simulation does not know the target. */
    @Override
    public Optional<StepStatistics> targetStep() {
        return Optional.empty();
    }

    @Override
    public Optional<TargetCheck> targetCheck() {
        return Optional.empty();
    }

    @Override
    public Optional<OnePercentRate> onePercent() {
        return Optional.empty();
    }

    @Override
    public boolean isForeign() {
        return true;
    }

    @Override
    public Optional<String> segmentation() {
        return Optional.of(run.description());
    }

    @Override
    public List<RoundResult> rounds() {
        return List.of();
    }

    @Override
    public List<JudgedStep> plateaus() {
        return List.of();
    }

    @Override
    public Optional<Saturation> saturation() {
        return Optional.empty();
    }

    @Override
    public Optional<Integer> callersAtSaturation() {
        return point().flatMap(ForeignPoint::callers);
    }

    @Override
    public List<JudgedStep> comparedSteps() {
        return List.of();
    }
}
