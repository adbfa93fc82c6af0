package io.headroom.export;

import io.headroom.simlog.LogState;
import io.headroom.simlog.RunHeader;
import java.util.Optional;

/**
 * What a log was found to hold.
 *
 * @param log        which one
 * @param header     absent when it breaks off inside it
 * @param state      complete or not
 * @param requests   how many can be read; none of one that is not there
 * @param lastMillis time of the last record, milliseconds after the start of the injector
 */
record SurveyedLog(NamedLog log, Optional<RunHeader> header, LogState state, long requests, long lastMillis) {

    boolean isComplete() {
        return state instanceof LogState.Complete;
    }

    /** When its injector started, milliseconds since 1970 by the clock of all; nothing where it does not say so. */
    Optional<Long> startEpochMillis() {
        return header.map(RunHeader::startEpochMillis).map(start -> RequestRows.withinYears(start, log.clockMillis()));
    }
}
