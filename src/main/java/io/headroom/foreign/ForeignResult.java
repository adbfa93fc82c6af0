package io.headroom.foreign;

import io.headroom.load.StepStatistics;

/** The answer of a foreign run to the question for the saturation point. */
public sealed interface ForeignResult {

    /** Returns the reason, in one sentence. */
    String reason();

    /** The saturation point was found. */
    record Saturated(ForeignPoint point) implements ForeignResult {
        @Override
        public String reason() {
            return point.evidence();
        }
    }

    /** The service took all that was offered. */
    record NotSaturated(StepStatistics top, String reason) implements ForeignResult {}

    /** The log does not answer the question. */
    record Undecided(String reason) implements ForeignResult {}
}
