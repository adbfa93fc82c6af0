package io.headroom.export;

import io.headroom.simlog.LogState;
import io.headroom.simlog.RunHeader;
import java.util.Optional;

/**
 * A log after the first pass.
 *
 * @param log        the log
 * @param header     empty if the log ends within its header
 * @param state      whether the log is complete
 * @param requests   number of requests that can be read; 0 for a log that does not exist
 * @param lastMillis time of the last record, milliseconds after the start of the injector
 */
record ScannedLog(NamedLog log, Optional<RunHeader> header, LogState state, long requests, long lastMillis) {

    boolean isComplete() {
        return state.isComplete();
    }

    /**
     * Returns when the injector started, milliseconds since 1970 by the clock that all injectors share. Empty for a log without a
     * header.
     */
    Optional<Long> startEpochMillis() {
        return header.map(RunHeader::startEpochMillis).map(start -> RequestRows.withinYears(start, log.clockMillis()));
    }
}
