package io.headroom.verdict;

import io.headroom.load.Step;
import io.headroom.load.StepTotal;
import io.headroom.load.Timeline;
import io.headroom.simlog.LogState;
import io.headroom.simlog.RunHeader;
import io.headroom.simlog.SimulationLog;
import io.headroom.simlog.UnreadableLogException;
import io.headroom.verdict.RunLog.Ending;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rebuilds a run's steps from its logs, one or several of injectors that ran at the same time. Several are merged as if one
 * injector had written them; their order changes nothing.
 */
public final class RunLogReader {

    private final Map<Step, StepTotal> totals = new LinkedHashMap<>();
    private final Timeline timeline = new Timeline();
    private final List<LogState> states = new ArrayList<>();
    private final List<Ending> endings = new ArrayList<>();
    private final ReadingProgress progress;
    private RunHeader earliest;
    private SmokeCall smoke;
    private long lastMillis;
    private long usersLeft;

    private RunLogReader(ReadingProgress progress) {
        this.progress = progress;
    }

    /**
     * Reads a log.
     *
     * @throws IOException            when the file cannot be read
     * @throws UnreadableLogException when it is no log
     */
    public static RunLog read(Path file) throws IOException, UnreadableLogException {
        return read(List.of(file), ReadingProgress.SILENT);
    }

    /**
     * Reads the logs of all injectors of one run.
     *
     * @param progress told how far the reading of each is
     * @throws IOException            when a file cannot be read
     * @throws UnreadableLogException when one is no log, or they are not of one simulation
     */
    public static RunLog read(List<Path> files, ReadingProgress progress) throws IOException, UnreadableLogException {
        RunLogReader reader = new RunLogReader(progress);
        List<Path> sorted = files.stream().sorted().toList();
        for (Path file : sorted) {
            reader.header(file);
        }
        for (Path file : sorted) {
            reader.add(file);
        }
        return reader.runLog();
    }

    private void header(Path file) throws UnreadableLogException {
        Optional<RunHeader> header = SimulationLog.header(file);
        if (header.isEmpty()) {
            return;
        }
        RunHeader found = header.get();
        if (earliest != null && !earliest.simulationClass().equals(found.simulationClass())) {
            throw new UnreadableLogException(file + " is of " + found.simulationClass() + ", but the others are of "
                    + earliest.simulationClass() + "; only logs of one run can be merged");
        }
        if (earliest == null || found.startEpochMillis() < earliest.startEpochMillis()) {
            earliest = found;
        }
    }

    private void add(Path file) throws IOException, UnreadableLogException {
        InjectorLog log = new InjectorLog(timeline, earliest == null ? 0 : earliest.startEpochMillis(), progress);
        states.add(SimulationLog.read(file, log));
        endings.add(log.ending());
        log.addTo(totals);
        log.smoke().filter(this::tellsMore).ifPresent(call -> smoke = call);
        lastMillis = Math.max(lastMillis, log.lastMillis());
        usersLeft += log.usersLeft();
    }

    /** A failed smoke call is what matters; of several, the one with the first message, so that order changes nothing. */
    private boolean tellsMore(SmokeCall call) {
        return smoke == null || call.message().compareTo(smoke.message()) > 0;
    }

    private RunLog runLog() {
        return new RunLog(
                Optional.ofNullable(earliest),
                LogState.ofAll(states),
                totals.values().stream().map(StepTotal::statistics).toList(),
                Ending.ofAll(endings),
                Optional.ofNullable(smoke),
                lastMillis,
                usersLeft,
                timeline);
    }
}
