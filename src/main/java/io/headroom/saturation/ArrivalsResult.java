package io.headroom.saturation;

import io.headroom.load.StepStatistics;
import java.util.Optional;

/** How a search with arrivals ended. */
public sealed interface ArrivalsResult {

    /** The capacity is known as precisely as was asked for. */
    record Converged(CapacityEstimate estimate) implements ArrivalsResult {}

    /** All rounds were run, and the interval is still wider than was asked for. */
    record Unconverged(CapacityEstimate estimate) implements ArrivalsResult {}

    /** The capacity changed while it was measured. */
    record Moved(CapacityShift shift) implements ArrivalsResult {}

    /** The top of the range was reached, and the service kept up. */
    record NotSaturated(StepStatistics top) implements ArrivalsResult {}

    /** The capacity, where the search found one. */
    default Optional<CapacityEstimate> capacity() {
        if (this instanceof Converged found) {
            return Optional.of(found.estimate());
        }
        return this instanceof Unconverged found ? Optional.of(found.estimate()) : Optional.empty();
    }

    /**
     * A step said that the requests are wrong, that the endpoint fails, or that the injector was the limit: no answer can come
     * from this search.
     */
    record NoCapacity(StepStatistics step, StepVerdict verdict) implements ArrivalsResult {}
}
