package io.headroom.runlog;

import io.headroom.load.ClientStatistics;
import io.headroom.load.Fairness;
import io.headroom.load.MessageCounts;
import io.headroom.load.StepStatistics;
import io.headroom.load.Timeline;
import io.headroom.plan.EndMark;
import io.headroom.simlog.LogState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Merges the logs of all injectors of a run. The order in which they are added does not change the result. */
final class RunMerger {

    private static final Comparator<SmokeCall> BY_MESSAGE =
            Comparator.comparing(SmokeCall::message).thenComparing(SmokeCall::latencyMillis);

    private final RunInjectors injectors;
    private final MergedSteps steps = new MergedSteps();
    private final CompletenessCheck check = new CompletenessCheck();
    private final Map<Path, LogState> states = new LinkedHashMap<>();
    private final List<LogSpan> spans = new ArrayList<>();
    private final List<Optional<EndMark>> ends = new ArrayList<>();
    private final List<SmokeCall> smokeCalls = new ArrayList<>();
    private final List<MessageCounts> errors = new ArrayList<>();
    private final List<ClientStatistics> clients = new ArrayList<>();
    private long usersLeft;

    RunMerger(RunInjectors injectors) {
        this.injectors = injectors;
    }

    /** Adds the log of one injector. */
    void add(InjectorLog log) {
        states.put(log.injector().log(), log.state());
        log.span().ifPresent(spans::add);
        log.smoke().ifPresent(smokeCalls::add);
        log.check().ifPresent(injector -> check.add(injector, log.windowStarts()));
        ends.add(log.end());
        errors.add(log.errors());
        clients.addAll(log.clients());
        usersLeft += log.usersLeft();
        steps.add(log);
    }

    /** Returns the times that the logs cover, without the logs that have no header. */
    List<LogSpan> spans() {
        return spans;
    }

    /**
     * Returns the run, once the logs of all injectors have been added.
     *
     * @param timeline answers of all injectors over time
     */
    RunLog merged(Timeline timeline) {
        long lastMillis = spans.stream().mapToLong(LogSpan::toMillis).reduce(0, Math::max);
        steps.completeShares(injectors.clientCount());
        Optional<RunCompleteness> completeness = check.result(
                injectors.runStartEpochMillis(), lastMillis, steps.partialNumbers(injectors.clientCount()));
        clients.sort(Comparator.comparing(ClientStatistics::client));
        List<StepStatistics> finished = steps.statistics(injectors.started());
        Optional<EndMark> end = EndMark.ofAll(ends);
        return new RunLog(
                injectors.header(),
                completeness.map(this::state).orElseGet(() -> state(end, finished)),
                finished,
                end,
                smokeCalls.stream().max(BY_MESSAGE), // a failed call has a message, so it wins over one that succeeded
                lastMillis,
                usersLeft,
                MessageCounts.sum(errors),
                timeline,
                clients,
                Fairness.of(steps.servedByStep()),
                completeness);
    }

    /** Returns the state of logs that know nothing of each other: a step that one of them lacks, the run lacks. */
    private LogState state(Optional<EndMark> end, List<StepStatistics> finished) {
        LogState ofLogs = LogState.ofAll(states);
        return end.filter(mark -> states.size() > 1 && ofLogs.isComplete())
                .flatMap(mark -> RunOutline.missing(mark, finished.size(), lastOf(finished)))
                .<LogState>map(reason -> new LogState.NoWholeRun(ofLogs.records(), reason))
                .orElse(ofLogs);
    }

    private static int lastOf(List<StepStatistics> finished) {
        return finished.isEmpty() ? 0 : finished.get(finished.size() - 1).step().number();
    }

    private LogState state(RunCompleteness completeness) {
        LogState ofLogs = LogState.ofAll(states);
        if (completeness.isComplete() && ofLogs.isComplete()) {
            return ofLogs;
        }
        List<String> missing = new ArrayList<>(completeness.missing().stream()
                .map(RunCompleteness.MissingPart::description)
                .toList());
        for (Injector injector : injectors.all()) {
            if (injector.part().isEmpty()) { // its header is cut off, so nothing says whose log it is
                missing.add(injector.log() + ", which does not say whose log it is: "
                        + states.get(injector.log()).description());
            }
        }
        List<String> doubtful = completeness.unreliableClocks().stream()
                .map(RunCompleteness.ClockDifference::description)
                .toList();
        return new LogState.Partial(ofLogs.records(), missing, doubtful);
    }
}
