package io.headroom.foreign;

import io.headroom.load.StepStatistics;

/** What a foreign run says about the saturation point. */
public sealed interface ForeignResult {

    /** In one sentence. */
    String reason();

    /** It was found. */
    record Saturated(ForeignPoint point) implements ForeignResult {
        @Override
        public String reason() {
            return point.evidence();
        }
    }

    /** The service took all that was offered. */
    record NotSaturated(StepStatistics top, String reason) implements ForeignResult {}

    /** The log carries no answer. */
    record Undecided(String reason) implements ForeignResult {}
}
