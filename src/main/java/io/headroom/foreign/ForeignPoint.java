package io.headroom.foreign;

import io.headroom.load.StepStatistics;
import java.util.Optional;

/**
 * The saturation point that a foreign run shows.
 *
 * @param goodputPerSecond capacity, successful responses per second
 * @param taken            the highest load without refusals below the first with refusals, if there is one
 * @param beyond           the lowest load that was too much
 * @param evidence         what was seen, in words
 */
public record ForeignPoint(
        double goodputPerSecond, Optional<StepStatistics> taken, StepStatistics beyond, String evidence) {

    /**
     * The step whose latencies stand for the saturation point. Of users: the boundary, as in a run of our own. Of arrivals:
     * the first overloaded step, since the last one without refusals may be far below.
     */
    public StepStatistics representative() {
        return beyond.step().load().isOpen() ? beyond : taken.orElse(beyond);
    }

    /** The users at the boundary, where users are what the load was made of. */
    public Optional<Integer> callers() {
        return taken.flatMap(
                step -> step.step().load().closedLoopCallers().stream().boxed().findFirst());
    }

    /** The load that was the first to be too much, e.g. {@code 119.8 req/s offered}. */
    public String beyondWords() {
        return beyond.step().load().isOpen()
                ? Goodputs.rate(beyond.sentPerSecond()) + " offered"
                : beyond.step().load().description();
    }
}
