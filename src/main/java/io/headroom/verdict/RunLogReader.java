package io.headroom.verdict;

import io.headroom.load.InjectorSample;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.load.StepTotal;
import io.headroom.load.Timeline;
import io.headroom.plan.EndMark;
import io.headroom.simlog.LogState;
import io.headroom.simlog.RunHeader;
import io.headroom.simlog.SimulationLog;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rebuilds a run's steps from its logs, one or several of injectors that ran at the same time. Several are merged as if one
 * injector had written them; neither their order nor their names change anything.
 */
public final class RunLogReader {

    private static final Comparator<SmokeCall> TELLS_LESS =
            Comparator.comparing(SmokeCall::message).thenComparing(SmokeCall::latencyMillis);

    private final Map<Step, StepTotal> totals = new LinkedHashMap<>();
    private final Timeline timeline = new Timeline();
    private final Map<Path, LogState> states = new LinkedHashMap<>();
    private final List<Optional<EndMark>> ends = new ArrayList<>();
    private final List<OneRun.Span> spans = new ArrayList<>();
    private final Optional<String> request;
    private final ReadingProgress progress;
    private final Map<Path, Map<String, InjectorSample>> samples;
    private RunHeader earliest;
    private SmokeCall smoke;
    private long lastMillis;
    private long usersLeft;

    private RunLogReader(
            Optional<String> request, Map<Path, Map<String, InjectorSample>> samples, ReadingProgress progress) {
        this.samples = samples;
        this.request = request;
        this.progress = progress;
    }

    /**
     * Reads a log.
     *
     * @throws IOException            when the file cannot be read
     * @throws UnreadableLogException when it is no log
     */
    public static RunLog read(Path file) throws IOException, UnreadableLogException {
        return read(List.of(file), Optional.empty(), Map.of(), ReadingProgress.SILENT);
    }

    /**
     * Reads the logs of all injectors of one run.
     *
     * @param request  name of the requests of a foreign simulation that count; nothing for all
     * @param samples  of each log, what its injector noticed about itself, by the steps' labels; nothing where that was not kept
     * @param progress told how far the reading of each is
     * @throws IOException            when a file cannot be read
     * @throws UnreadableLogException when one is no log, or they are not of one run
     */
    public static RunLog read(
            List<Path> files,
            Optional<String> request,
            Map<Path, Map<String, InjectorSample>> samples,
            ReadingProgress progress)
            throws IOException, UnreadableLogException {
        RunLogReader reader = new RunLogReader(request, samples, progress);
        List<Path> sorted = files.stream().distinct().sorted().toList();
        Map<Path, RunHeader> headers = new LinkedHashMap<>();
        for (Path file : sorted) {
            SimulationLog.header(file).ifPresent(header -> headers.put(file, header));
        }
        reader.earliest = OneRun.earliest(headers).orElse(null);
        for (Path file : sorted) {
            reader.add(file);
        }
        OneRun.requireSameTime(reader.spans);
        return reader.runLog(headers.size());
    }

    private void add(Path file) throws IOException, UnreadableLogException {
        InjectorLog log =
                new InjectorLog(timeline, earliest == null ? 0 : earliest.startEpochMillis(), request, progress);
        states.put(file, SimulationLog.read(file, log));
        ends.add(log.end());
        log.addTo(totals, samples.getOrDefault(file, Map.of()));
        log.smoke().filter(this::tellsMore).ifPresent(call -> smoke = call);
        lastMillis = Math.max(lastMillis, log.lastMillis());
        usersLeft += log.usersLeft();
        if (log.hasHeader()) {
            spans.add(new OneRun.Span(file, log.firstMillis(), log.lastMillis()));
        }
    }

    /** A failed smoke call is what matters; of several, the one with the last message, so that order changes nothing. */
    private boolean tellsMore(SmokeCall call) {
        return smoke == null || TELLS_LESS.compare(smoke, call) < 0;
    }

    private RunLog runLog(int injectors) {
        return new RunLog(
                Optional.ofNullable(earliest),
                LogState.ofAll(states),
                steps(injectors),
                EndMark.ofAll(ends),
                Optional.ofNullable(smoke),
                lastMillis,
                usersLeft,
                timeline);
    }

    /** The steps that all injectors finished: what one of them lacks was not offered in full, and is missing. */
    private List<StepStatistics> steps(int injectors) {
        return totals.values().stream()
                .filter(total -> total.injectors() == injectors)
                .map(StepTotal::statistics)
                .sorted(Comparator.comparing(step -> step.step().number()))
                .toList();
    }
}
