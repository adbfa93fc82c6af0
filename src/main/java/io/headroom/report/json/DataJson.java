package io.headroom.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headroom.runlog.RunLog;
import io.headroom.simlog.LogState;

/** The state of the log in {@code headroom.json}: whether it contains all that was written to it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DataJson(boolean complete, String state, long records, long virtualUsersLeft, PartsJson parts) {

    static DataJson of(RunLog log) {
        LogState state = log.state();
        return new DataJson(
                state.isComplete(),
                state.description(),
                state.records(),
                log.usersLeft(),
                log.completeness().map(PartsJson::of).orElse(null));
    }
}
