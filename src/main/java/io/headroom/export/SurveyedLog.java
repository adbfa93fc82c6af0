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
 * @param requests   how many can be read
 * @param lastMillis time of the last record, milliseconds after the start of the injector
 */
record SurveyedLog(NamedLog log, Optional<RunHeader> header, LogState state, long requests, long lastMillis) {

    boolean isComplete() {
        return state instanceof LogState.Complete;
    }
}
