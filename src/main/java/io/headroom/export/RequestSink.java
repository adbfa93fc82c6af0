package io.headroom.export;

import io.headroom.load.Outcome;
import java.io.IOException;

/** Receives the requests of a run, one after the other. */
interface RequestSink {

    /**
     * Writes one request.
     *
     * @param sequence         number of the request among those of its client, from 1
     * @param startEpochMillis time at which it was sent, milliseconds since 1970, by the clock that all injectors share
     * @param error            why it failed; has no meaning if it did not fail
     */
    void add(
            RequestContext context,
            long sequence,
            long startEpochMillis,
            int latencyMillis,
            Outcome state,
            String error)
            throws IOException;
}
