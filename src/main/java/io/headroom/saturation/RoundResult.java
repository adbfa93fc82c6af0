package io.headroom.saturation;

import io.headroom.load.StepStatistics;
import java.util.Optional;

/** How one round of the search ended. */
public sealed interface RoundResult {

    /**
     * The boundary was found: the service took one load and refused (or failed) the next.
     *
     * @param boundary    the highest load without refusals; its goodput is the service's capacity
     * @param firstBeyond the lowest load with refusals
     * @param overload    what was served well beyond the boundary; nothing where the range does not reach so far
     */
    record Boundary(StepStatistics boundary, StepStatistics firstBeyond, Optional<StepStatistics> overload)
            implements RoundResult {}

    /** The top of the range was reached without refusals. */
    record NotSaturated(StepStatistics top) implements RoundResult {}

    /** Even a single caller was refused. */
    record NothingTaken(StepStatistics lowest) implements RoundResult {}

    /** A step said that the requests are wrong, measured nothing, or was limited by the injector: no answer can come from this round. */
    record NoBoundary(StepStatistics step, StepVerdict verdict) implements RoundResult {}

    /** The boundary, if this round found one. */
    default Optional<Boundary> asBoundary() {
        return this instanceof Boundary found ? Optional.of(found) : Optional.empty();
    }
}
