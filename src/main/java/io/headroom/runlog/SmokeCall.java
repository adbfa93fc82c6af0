package io.headroom.runlog;

import io.headroom.load.Outcome;

/**
 * The one call before any load.
 *
 * @param outcome       what became of it
 * @param message       what the log says of its failure; empty when it succeeded
 * @param latencyMillis how long it took
 */
public record SmokeCall(Outcome outcome, String message, long latencyMillis) {

    /** What happened and what to do, in one or two sentences; only for a call that failed. */
    public String explanation() {
        return SmokeExplanation.of(outcome, message);
    }
}
