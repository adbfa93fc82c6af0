package io.headroom.verdict;

import io.headroom.load.StepStatistics;
import io.headroom.load.Timeline;
import io.headroom.simlog.LogState;
import io.headroom.simlog.RunHeader;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a run's log holds, in our words.
 *
 * @param header absent when the log breaks off inside it
 * @param state  complete or not
 * @param steps  the steps that all injectors finished, by their number
 * @param ending how the run ended, if it says so
 * @param smoke  the call before any load, if there was one
 * @param lastMillis time of the last record, milliseconds after the start of the run
 * @param usersLeft  virtual users that had not left when the log ended: what they waited for was never counted
 * @param timeline   what happened over time
 */
public record RunLog(
        Optional<RunHeader> header,
        LogState state,
        List<StepStatistics> steps,
        Ending ending,
        Optional<SmokeCall> smoke,
        long lastMillis,
        long usersLeft,
        Timeline timeline) {

    public RunLog {
        steps = List.copyOf(steps);
    }

    /** What the log says about how the run ended. */
    public enum Ending {
        /** The simulation did all it wanted. */
        FINISHED,
        /** The simulation came to its time limit. */
        TIME_LIMIT,
        /** The simulation was told to stop. */
        INTERRUPTED,
        /** Nothing: the log breaks off, or the simulation is not ours. */
        UNSAID;

        /** Of several injectors: what one of them lacks, the run lacks. */
        static Ending ofAll(List<Ending> endings) {
            return endings.stream().max(Comparator.comparing(Ending::ordinal)).orElse(UNSAID);
        }
    }
}
