package io.headroom.verdict;

import io.headroom.load.StepStatistics;
import io.headroom.plan.VerifiedTarget;
import io.headroom.sizing.Target;
import io.headroom.sizing.TargetCheck;
import java.util.List;
import java.util.Optional;

/**
 * The result for a log that names no known simulation, or none at all, and shows no load of its own to judge. Such a run may have
 * been meant to find a capacity. Its plan is not known, but steps that Headroom marked say what they were run for: the figures of
 * the hold and of the target are read from them.
 *
 * @param header   verdict, steps and log
 * @param hold     the step that held a saturation point, if there is one
 * @param verified the load that the target step offered
 */
public record UnknownFindings(Header header, Optional<StepStatistics> hold, VerifiedTarget verified)
        implements FindingsWithoutCapacity {

    @Override
    public UnknownFindings withHeader(Header other) {
        return new UnknownFindings(other, hold, verified);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.unknown(this);
    }

    @Override
    public boolean searchesCapacity() {
        return true;
    }

    /** Returns the step that held the saturation point, whatever that was. */
    @Override
    public Optional<StepStatistics> atSaturation() {
        return hold;
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
        return verified.check(hold, Optional.empty(), Optional.empty());
    }

    @Override
    public List<JudgedStep> plateaus() {
        return header.plateaus();
    }
}
