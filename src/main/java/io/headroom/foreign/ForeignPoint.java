package io.headroom.foreign;

import io.headroom.load.StepStatistics;
import java.util.Optional;

/**
 * The saturation point that a run of a foreign simulation shows.
 *
 * @param goodputPerSecond capacity, in successes per second
 * @param taken            step with the highest load that was taken below the first that was too much, if there is one
 * @param beyond           step with the lowest load that was too much
 * @param evidence         what was seen, in words
 */
public record ForeignPoint(
        double goodputPerSecond, Optional<StepStatistics> taken, StepStatistics beyond, String evidence) {

    /**
     * Returns the step whose latencies stand for the saturation point. For users it is the boundary, as in a run of our
     * own. For arrivals it is the first overloaded step, since the last one without refusals may be far below.
     */
    public StepStatistics representative() {
        return beyond.step().load().isOpen() ? beyond : taken.orElse(beyond);
    }

    /** Returns the users at the boundary, if the load consisted of users. */
    public Optional<Integer> callers() {
        return taken.flatMap(
                step -> step.step().load().closedLoopCallers().stream().boxed().findFirst());
    }

    /** Returns a description of the lowest load that was too much, e.g. {@code 119.8 req/s offered}. */
    public String beyondDescription() {
        return beyond.step().load().isOpen()
                ? Goodputs.rate(beyond.sentPerSecond()) + " offered"
                : beyond.step().load().description();
    }
}
