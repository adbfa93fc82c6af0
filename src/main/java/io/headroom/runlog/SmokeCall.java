package io.headroom.runlog;

import io.headroom.endpoint.PortFinding;
import io.headroom.load.Outcome;
import java.util.Optional;

/**
 * The one call that a run makes before any load. If it was made several times, since the service may still have been starting, this is
 * the last of them.
 *
 * @param outcome       outcome of the call
 * @param message       message of the failure in the log; empty when the call succeeded
 * @param latencyMillis latency of the call
 * @param port          what the endpoint's port was found to be after the call failed; empty when nothing was found
 * @param calls         how often it was made, at least 1
 * @param triedMillis   time from the first call to the end of this one
 */
public record SmokeCall(
        Outcome outcome, String message, long latencyMillis, Optional<PortFinding> port, int calls, long triedMillis) {

    /** Creates a call that was made once. */
    SmokeCall(Outcome outcome, String message, long latencyMillis, Optional<PortFinding> port) {
        this(outcome, message, latencyMillis, port, 1, latencyMillis);
    }

    SmokeCall after(SmokeCall before, long triedMillis) {
        return new SmokeCall(outcome, message, latencyMillis, port, before.calls + 1, triedMillis);
    }

    SmokeCall withPort(Optional<PortFinding> found) {
        return new SmokeCall(outcome, message, latencyMillis, found, calls, triedMillis);
    }

    /** Returns one or two sentences that say what happened and what to do. Requires that the call failed. */
    public String explanation() {
        return SmokeExplanation.of(this);
    }
}
