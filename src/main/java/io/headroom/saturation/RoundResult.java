package io.headroom.saturation;

import io.headroom.load.StepStatistics;
import java.util.Optional;
import java.util.function.Function;

/** The end of one round of the search with callers. */
public sealed interface RoundResult {

    /** Returns the value of the function for this kind of result. */
    default <R> R match(
            Function<Boundary, R> boundary,
            Function<NotSaturated, R> notSaturated,
            Function<NothingTaken, R> nothingTaken,
            Function<NoBoundary, R> noBoundary) {
        return match(new RoundCases<>(boundary, notSaturated, nothingTaken, noBoundary));
    }

    /** Returns the value of the function for this kind of result. */
    <R> R match(RoundCases<R> cases);

    /**
     * A function for each kind of result.
     *
     * @param <R> type of the value
     */
    record RoundCases<R>(
            Function<Boundary, R> boundary,
            Function<NotSaturated, R> notSaturated,
            Function<NothingTaken, R> nothingTaken,
            Function<NoBoundary, R> noBoundary) {}

    /** Returns the step at the top of the range, if the service took it. */
    default Optional<StepStatistics> topWithoutRefusals() {
        return Optional.empty();
    }

    /** Returns the boundary, if this round found one. */
    default Optional<Boundary> asBoundary() {
        return Optional.empty();
    }

    /**
     * The boundary was found: the service took one load and refused, or failed, the next. Of a service that queues it is a load at
     * which the service is full, and no load is refused.
     *
     * @param boundary    step with the highest load that the service took; of a service that queues, one at which it is full. Its goodput
     *                    is the service's capacity
     * @param firstBeyond step with the lowest load with refusals; empty if the service queues
     * @param overload    step well beyond the boundary; empty if the range of callers does not reach that far
     */
    record Boundary(StepStatistics boundary, Optional<StepStatistics> firstBeyond, Optional<StepStatistics> overload)
            implements RoundResult {

        /** Creates the boundary of a service that refuses. */
        public Boundary(StepStatistics boundary, StepStatistics firstBeyond, Optional<StepStatistics> overload) {
            this(boundary, Optional.of(firstBeyond), overload);
        }

        /** Returns the load at which a service is full that queues. */
        static Boundary ofQueue(StepStatistics full, StepStatistics overload) {
            return new Boundary(full, Optional.empty(), Optional.of(overload));
        }

        /** Returns whether the service refused nothing, and queues. */
        public boolean isOfQueue() {
            return firstBeyond.isEmpty();
        }

        @Override
        public <R> R match(RoundCases<R> cases) {
            return cases.boundary().apply(this);
        }

        @Override
        public Optional<Boundary> asBoundary() {
            return Optional.of(this);
        }
    }

    /** The service took the load at the top of the range. */
    record NotSaturated(StepStatistics top) implements RoundResult {
        @Override
        public <R> R match(RoundCases<R> cases) {
            return cases.notSaturated().apply(this);
        }

        @Override
        public Optional<StepStatistics> topWithoutRefusals() {
            return Optional.of(top);
        }
    }

    /** Even a single caller was refused. */
    record NothingTaken(StepStatistics lowest) implements RoundResult {
        @Override
        public <R> R match(RoundCases<R> cases) {
            return cases.nothingTaken().apply(this);
        }
    }

    /**
     * The round cannot find a boundary: in this step the requests were wrong, nothing was measured, or the injector was
     * the limit.
     */
    record NoBoundary(StepStatistics step, StepVerdict verdict) implements RoundResult {
        @Override
        public <R> R match(RoundCases<R> cases) {
            return cases.noBoundary().apply(this);
        }
    }
}
