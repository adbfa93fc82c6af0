package io.headroom.foreign;

import io.headroom.load.StepStatistics;
import java.util.function.Function;

/** The answer of a foreign run to the question for the saturation point. */
public sealed interface ForeignResult {

    /** Returns the value of the function for this kind of result. */
    <R> R match(
            Function<Saturated, R> saturated, Function<NotSaturated, R> notSaturated, Function<Undecided, R> undecided);

    /** Returns the reason, in one sentence. */
    String reason();

    /** The saturation point was found. */
    record Saturated(ForeignPoint point) implements ForeignResult {
        @Override
        public <R> R match(
                Function<Saturated, R> saturated,
                Function<NotSaturated, R> notSaturated,
                Function<Undecided, R> undecided) {
            return saturated.apply(this);
        }

        @Override
        public String reason() {
            return point.evidence();
        }
    }

    /** The service took all that was offered. */
    record NotSaturated(StepStatistics top, String reason) implements ForeignResult {
        @Override
        public <R> R match(
                Function<Saturated, R> saturated,
                Function<NotSaturated, R> notSaturated,
                Function<Undecided, R> undecided) {
            return notSaturated.apply(this);
        }
    }

    /** The log does not answer the question. */
    record Undecided(String reason) implements ForeignResult {
        @Override
        public <R> R match(
                Function<Saturated, R> saturated,
                Function<NotSaturated, R> notSaturated,
                Function<Undecided, R> undecided) {
            return undecided.apply(this);
        }
    }
}
