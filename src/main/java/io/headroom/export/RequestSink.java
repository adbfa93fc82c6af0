package io.headroom.export;

import io.headroom.load.Outcome;
import java.io.IOException;

/** Where the requests of a run are written. */
interface RequestSink {

    /**
     * One request.
     *
     * @param sequence         its number among those of its client, from 1
     * @param startEpochMillis when it was sent, by the clock of all injectors
     * @param error            why it failed; without meaning when it did not
     */
    void add(Origin origin, long sequence, long startEpochMillis, int latencyMillis, Outcome state, String error)
            throws IOException;
}
