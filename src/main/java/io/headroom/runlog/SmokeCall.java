package io.headroom.runlog;

import io.headroom.load.Outcome;

/**
 * The one call that a run makes before any load.
 *
 * @param outcome       outcome of the call
 * @param message       message of the failure in the log; empty when the call succeeded
 * @param latencyMillis latency of the call
 */
public record SmokeCall(Outcome outcome, String message, long latencyMillis) {

    /** Returns one or two sentences that say what happened and what to do. Requires that the call failed. */
    public String explanation() {
        return SmokeExplanation.of(outcome, message);
    }
}
