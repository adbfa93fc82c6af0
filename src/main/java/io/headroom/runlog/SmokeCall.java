package io.headroom.runlog;

import io.headroom.endpoint.PortFinding;
import io.headroom.load.Outcome;
import java.util.Optional;

/**
 * The one call that a run makes before any load. If it was made several times, this is the last of them.
 *
 * @param outcome       outcome of the call
 * @param message       message of the failure in the log; empty when the call succeeded
 * @param latencyMillis latency of the call
 * @param port          what the endpoint's port was found to be after the call failed; empty when nothing was found
 */
public record SmokeCall(Outcome outcome, String message, long latencyMillis, Optional<PortFinding> port) {

    /** Returns one or two sentences that say what happened and what to do. Requires that the call failed. */
    public String explanation() {
        return SmokeExplanation.of(this);
    }
}
