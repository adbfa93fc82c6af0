package io.headroom.endpoint;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Decides whether a run waits for the first good answer. A service that starts, as one that was scaled to zero does, refuses
 * connections, or a gateway before it answers 502, 503 or 504, or holds the request until it times out. All of this passes. A wrong
 * key, path, payload, host or certificate does not.
 *
 * @param longest longest wait; zero to fail at the first answer
 */
public record StartPatience(Duration longest) {

    private static final Set<Integer> PASSING = Set.of(502, 503, 504);

    /**
     * Returns whether another call is worth it.
     *
     * @param since time since the first call
     */
    public boolean triesAgain(FailedCall call, Duration since) {
        return since.compareTo(longest) < 0 && call.mayPass();
    }

    /**
     * A call that failed.
     *
     * @param status   HTTP status, of the model if the answer names that; empty if there was no answer
     * @param port     what stands in the way at the port, if there was no answer and something is known to
     * @param timedOut whether there was no answer within the request's timeout
     * @param secure   whether the call was made over TLS
     */
    public record FailedCall(OptionalInt status, Optional<PortFinding> port, boolean timedOut, boolean secure) {

        /** Over TLS a connection that breaks off is most often one that is not trusted, and that does not pass. */
        private boolean mayPass() {
            if (status.isPresent()) {
                return PASSING.contains(status.getAsInt());
            }
            return port.map(found -> found == PortFinding.REFUSED).orElse(timedOut || !secure);
        }
    }
}
