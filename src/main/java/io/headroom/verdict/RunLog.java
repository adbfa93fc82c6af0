package io.headroom.verdict;

import io.headroom.load.StepStatistics;
import io.headroom.load.Timeline;
import io.headroom.plan.EndMark;
import io.headroom.simlog.LogState;
import io.headroom.simlog.RunHeader;
import java.util.List;
import java.util.Optional;

/**
 * What a run's log holds, in our words.
 *
 * @param header absent when the log breaks off inside it
 * @param state  complete or not
 * @param steps  the steps that all injectors finished, by their number
 * @param end    how the run ended, if all injectors say so
 * @param smoke  the call before any load, if there was one
 * @param lastMillis time of the last record, milliseconds after the start of the run
 * @param usersLeft  virtual users that had not left when the log ended: what they waited for was never counted
 * @param timeline   what happened over time
 */
public record RunLog(
        Optional<RunHeader> header,
        LogState state,
        List<StepStatistics> steps,
        Optional<EndMark> end,
        Optional<SmokeCall> smoke,
        long lastMillis,
        long usersLeft,
        Timeline timeline) {

    public RunLog {
        steps = List.copyOf(steps);
    }
}
