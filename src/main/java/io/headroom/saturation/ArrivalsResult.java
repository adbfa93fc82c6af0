package io.headroom.saturation;

import io.headroom.load.StepStatistics;
import java.util.Optional;
import java.util.function.Function;

/** The end of a search with arrivals. */
public sealed interface ArrivalsResult {

    /** Returns the value of the function for this kind of result. */
    default <R> R match(
            Function<Converged, R> converged,
            Function<Unconverged, R> unconverged,
            Function<Moved, R> moved,
            Function<NotSaturated, R> notSaturated,
            Function<NoCapacity, R> noCapacity) {
        return match(new ArrivalsCases<>(converged, unconverged, moved, notSaturated, noCapacity));
    }

    /** Returns the value of the function for this kind of result. */
    <R> R match(ArrivalsCases<R> cases);

    /**
     * A function for each kind of result.
     *
     * @param <R> type of the value
     */
    record ArrivalsCases<R>(
            Function<Converged, R> converged,
            Function<Unconverged, R> unconverged,
            Function<Moved, R> moved,
            Function<NotSaturated, R> notSaturated,
            Function<NoCapacity, R> noCapacity) {}

    /** Returns the step at the top of the range, if the service kept up with it. */
    default Optional<StepStatistics> topWithoutRefusals() {
        return Optional.empty();
    }

    /** Returns the capacity, if the search found one; if it changed, what it is now. */
    default Optional<CapacityEstimate> capacity() {
        return Optional.empty();
    }

    /** Returns how the capacity changed, if it did. */
    default Optional<CapacityShift> shift() {
        return Optional.empty();
    }

    /** The capacity is known as precisely as was asked for. */
    record Converged(CapacityEstimate estimate) implements ArrivalsResult {
        @Override
        public <R> R match(ArrivalsCases<R> cases) {
            return cases.converged().apply(this);
        }

        @Override
        public Optional<CapacityEstimate> capacity() {
            return Optional.of(estimate);
        }
    }

    /**
     * The confidence interval is wider than was asked for.
     *
     * @param estimate   the capacity with that interval
     * @param attainable whether more rounds could have made it narrow enough; if not, the search did not run all of them
     */
    record Unconverged(CapacityEstimate estimate, boolean attainable) implements ArrivalsResult {
        @Override
        public <R> R match(ArrivalsCases<R> cases) {
            return cases.unconverged().apply(this);
        }

        @Override
        public Optional<CapacityEstimate> capacity() {
            return Optional.of(estimate);
        }
    }

    /**
     * The capacity changed while it was measured.
     *
     * @param change  what it was, and what it is now
     * @param current what it is now, with its confidence interval
     */
    record Moved(CapacityShift change, CapacityEstimate current) implements ArrivalsResult {
        @Override
        public <R> R match(ArrivalsCases<R> cases) {
            return cases.moved().apply(this);
        }

        @Override
        public Optional<CapacityEstimate> capacity() {
            return Optional.of(current);
        }

        @Override
        public Optional<CapacityShift> shift() {
            return Optional.of(change);
        }
    }

    /** The top of the range was reached, and the service kept up. */
    record NotSaturated(StepStatistics top) implements ArrivalsResult {
        @Override
        public <R> R match(ArrivalsCases<R> cases) {
            return cases.notSaturated().apply(this);
        }

        @Override
        public Optional<StepStatistics> topWithoutRefusals() {
            return Optional.of(top);
        }
    }

    /**
     * The search cannot find a capacity: in this step the requests were wrong, the endpoint failed, or the injector was
     * the limit.
     */
    record NoCapacity(StepStatistics step, StepVerdict verdict) implements ArrivalsResult {
        @Override
        public <R> R match(ArrivalsCases<R> cases) {
            return cases.noCapacity().apply(this);
        }
    }
}
