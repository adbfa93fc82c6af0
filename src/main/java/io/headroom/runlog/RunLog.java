package io.headroom.runlog;

import io.headroom.load.ClientStatistics;
import io.headroom.load.Fairness;
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
 * @param steps  by their number: those that all injectors finished; of a run of several clients also those that some of them did,
 *               but none that was cut short for all
 * @param end    how the run ended, if all injectors say so
 * @param smoke  the call before any load, if there was one
 * @param lastMillis time of the last record, milliseconds after the start of the run
 * @param usersLeft  virtual users that had not left when the log ended: what they waited for was never counted
 * @param timeline   what happened over time
 * @param clients    what each client sent and got back, by its number; none in a run without clients
 * @param fairness   how evenly they were served, where that can be told
 * @param parts      whether all of a run of several clients is there; nothing in a run without clients
 */
public record RunLog(
        Optional<RunHeader> header,
        LogState state,
        List<StepStatistics> steps,
        Optional<EndMark> end,
        Optional<SmokeCall> smoke,
        long lastMillis,
        long usersLeft,
        Timeline timeline,
        List<ClientStatistics> clients,
        Optional<Fairness> fairness,
        Optional<RunParts> parts) {

    public RunLog {
        steps = List.copyOf(steps);
        clients = List.copyOf(clients);
    }

    /** Of a run without clients. */
    public RunLog(
            Optional<RunHeader> header,
            LogState state,
            List<StepStatistics> steps,
            Optional<EndMark> end,
            Optional<SmokeCall> smoke,
            long lastMillis,
            long usersLeft,
            Timeline timeline) {
        this(
                header,
                state,
                steps,
                end,
                smoke,
                lastMillis,
                usersLeft,
                timeline,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether a step was offered in full: all clients finished it. */
    public boolean isWhole(StepStatistics step) {
        return parts.map(RunParts::partialSteps)
                .filter(partial -> partial.contains(step.step().number()))
                .isEmpty();
    }
}
