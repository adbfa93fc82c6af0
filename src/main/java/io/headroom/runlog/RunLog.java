package io.headroom.runlog;

import io.headroom.load.ClientStatistics;
import io.headroom.load.Fairness;
import io.headroom.load.MessageCounts;
import io.headroom.load.StepStatistics;
import io.headroom.load.Timeline;
import io.headroom.plan.EndMark;
import io.headroom.simlog.LogState;
import io.headroom.simlog.RunHeader;
import java.util.List;
import java.util.Optional;

/**
 * What the logs of a run hold.
 *
 * @param header       header of the log of the injector that started first; empty when all logs break off inside their headers
 * @param state        whether the log is complete
 * @param steps        finished steps by their numbers: in a run without clients those that all injectors finished, in a run of several
 *                     clients those that any of them finished
 * @param end          how the run ended, if all injectors say it
 * @param smoke        the call before any load, if there was one
 * @param lastMillis   time of the last record, milliseconds after the start of the run
 * @param usersLeft    virtual users that had not left when the log ended; the requests that they waited for are not in the log
 * @param errors       errors outside any request, which Gatling writes where a request could not even be made
 * @param timeline     answers over time
 * @param clients      what each client sent and got back, by the clients' numbers; empty in a run without clients
 * @param fairness     how evenly the clients were served, where that can be told
 * @param completeness what is missing of a run of several clients; empty in a run without clients
 */
public record RunLog(
        Optional<RunHeader> header,
        LogState state,
        List<StepStatistics> steps,
        Optional<EndMark> end,
        Optional<SmokeCall> smoke,
        long lastMillis,
        long usersLeft,
        MessageCounts errors,
        Timeline timeline,
        List<ClientStatistics> clients,
        Optional<Fairness> fairness,
        Optional<RunCompleteness> completeness) {

    public RunLog {
        steps = List.copyOf(steps);
        clients = List.copyOf(clients);
    }

    /** Creates the log of a run without clients, and without errors outside requests. */
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
                MessageCounts.NONE,
                timeline,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns this log in another state, which shows only once its steps are looked at. */
    public RunLog in(LogState other) {
        return new RunLog(
                header,
                other,
                steps,
                end,
                smoke,
                lastMillis,
                usersLeft,
                errors,
                timeline,
                clients,
                fairness,
                completeness);
    }

    /** Returns whether a step was offered in full, which is the case when all clients finished it. */
    public boolean isWhole(StepStatistics step) {
        return completeness
                .map(RunCompleteness::partialSteps)
                .filter(partial -> partial.contains(step.step().number()))
                .isEmpty();
    }
}
