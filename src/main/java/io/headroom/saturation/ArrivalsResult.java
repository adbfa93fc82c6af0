package io.headroom.saturation;

import io.headroom.load.StepStatistics;
import java.util.Optional;

/** The end of a search with arrivals. */
public sealed interface ArrivalsResult {

    /** Returns the capacity, if the search found one. */
    default Optional<CapacityEstimate> capacity() {
        return Optional.empty();
    }

    /** The capacity is known as precisely as was asked for. */
    record Converged(CapacityEstimate estimate) implements ArrivalsResult {
        @Override
        public Optional<CapacityEstimate> capacity() {
            return Optional.of(estimate);
        }
    }

    /** All rounds were run, and the confidence interval is still wider than was asked for. */
    record Unconverged(CapacityEstimate estimate) implements ArrivalsResult {
        @Override
        public Optional<CapacityEstimate> capacity() {
            return Optional.of(estimate);
        }
    }

    /** The capacity changed while it was measured. */
    record Moved(CapacityShift shift) implements ArrivalsResult {}

    /** The top of the range was reached, and the service kept up. */
    record NotSaturated(StepStatistics top) implements ArrivalsResult {}

    /**
     * The search cannot find a capacity: in this step the requests were wrong, the endpoint failed, or the injector was
     * the limit.
     */
    record NoCapacity(StepStatistics step, StepVerdict verdict) implements ArrivalsResult {}
}
