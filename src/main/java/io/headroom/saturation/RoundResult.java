package io.headroom.saturation;

import io.headroom.load.StepStatistics;
import java.util.Optional;

/** The end of one round of the search with callers. */
public sealed interface RoundResult {

    /** Returns the boundary, if this round found one. */
    default Optional<Boundary> asBoundary() {
        return Optional.empty();
    }

    /**
     * The boundary was found: the service took one load and refused, or failed, the next.
     *
     * @param boundary    step with the highest load without refusals; its goodput is the service's capacity
     * @param firstBeyond step with the lowest load with refusals
     * @param overload    step well beyond the boundary; empty if the range of callers does not reach that far
     */
    record Boundary(StepStatistics boundary, StepStatistics firstBeyond, Optional<StepStatistics> overload)
            implements RoundResult {
        @Override
        public Optional<Boundary> asBoundary() {
            return Optional.of(this);
        }
    }

    /** The top of the range was reached without refusals. */
    record NotSaturated(StepStatistics top) implements RoundResult {}

    /** Even a single caller was refused. */
    record NothingTaken(StepStatistics lowest) implements RoundResult {}

    /**
     * The round cannot find a boundary: in this step the requests were wrong, nothing was measured, or the injector was
     * the limit.
     */
    record NoBoundary(StepStatistics step, StepVerdict verdict) implements RoundResult {}
}
