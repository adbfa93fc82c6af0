package io.headroom.verdict;

import io.headroom.load.InjectorSample;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
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

    private static final String ONE_RUN = "; only logs of one run can be merged";

    private static final Comparator<SmokeCall> TELLS_LESS =
            Comparator.comparing(SmokeCall::message).thenComparing(SmokeCall::latencyMillis);

    private final Map<Step, StepTotal> totals = new LinkedHashMap<>();
    private final Timeline timeline = new Timeline();
    private final Map<Path, LogState> states = new LinkedHashMap<>();
    private final List<Ending> endings = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private final Optional<String> request;
    private final ReadingProgress progress;
    private final Map<Path, Map<String, InjectorSample>> samples;
    private RunHeader earliest;
    private SmokeCall smoke;
    private long lastMillis;
    private long usersLeft;

    /** When an injector wrote its log: from its start to its last record, milliseconds after the start of the run. */
    private record Span(Path file, long fromMillis, long toMillis) {}

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
        reader.earliest = earliest(headers);
        for (Path file : sorted) {
            reader.add(file);
        }
        reader.requireSameTime();
        return reader.runLog(headers.size());
    }

    /** The header of the injector that started first; null when there is none. */
    private static RunHeader earliest(Map<Path, RunHeader> headers) throws UnreadableLogException {
        Path first = null;
        for (Path file : headers.keySet()) {
            boolean earlier = first == null
                    || headers.get(file).startEpochMillis() < headers.get(first).startEpochMillis();
            first = earlier ? file : first;
        }
        for (Path file : headers.keySet()) {
            requireOneRun(file, headers.get(file), first, headers.get(first));
        }
        return headers.get(first);
    }

    private static void requireOneRun(Path file, RunHeader header, Path first, RunHeader earliest)
            throws UnreadableLogException {
        if (!header.simulationClass().equals(earliest.simulationClass())) {
            throw new UnreadableLogException(file + " is of " + header.simulationClass() + ", but " + first + " is of "
                    + earliest.simulationClass() + ONE_RUN);
        }
        long laterMillis = header.startEpochMillis() - earliest.startEpochMillis();
        if (laterMillis < 0
                || laterMillis > Integer.MAX_VALUE) { // no run lasts the 24 days that times in a log can tell
            throw new UnreadableLogException(file + " starts more than 24 days after " + first + ONE_RUN);
        }
    }

    private void add(Path file) throws IOException, UnreadableLogException {
        InjectorLog log =
                new InjectorLog(timeline, earliest == null ? 0 : earliest.startEpochMillis(), request, progress);
        states.put(file, SimulationLog.read(file, log));
        endings.add(log.ending());
        log.addTo(totals, samples.getOrDefault(file, Map.of()));
        log.smoke().filter(this::tellsMore).ifPresent(call -> smoke = call);
        lastMillis = Math.max(lastMillis, log.lastMillis());
        usersLeft += log.usersLeft();
        if (log.hasHeader()) {
            spans.add(new Span(file, log.firstMillis(), log.lastMillis()));
        }
    }

    /** A failed smoke call is what matters; of several, the one with the last message, so that order changes nothing. */
    private boolean tellsMore(SmokeCall call) {
        return smoke == null || TELLS_LESS.compare(smoke, call) < 0;
    }

    /** Injectors of one run ran at the same time: one that was over before another began was of another run. */
    private void requireSameTime() throws UnreadableLogException {
        Span endsFirst =
                spans.stream().min(Comparator.comparing(Span::toMillis)).orElse(null);
        Span startsLast =
                spans.stream().max(Comparator.comparing(Span::fromMillis)).orElse(null);
        if (endsFirst != null && endsFirst.toMillis() < startsLast.fromMillis()) {
            throw new UnreadableLogException(endsFirst.file() + " ends "
                    + (startsLast.fromMillis() - endsFirst.toMillis()) + " ms before " + startsLast.file() + " starts"
                    + ONE_RUN);
        }
    }

    private RunLog runLog(int injectors) {
        return new RunLog(
                Optional.ofNullable(earliest),
                LogState.ofAll(states),
                steps(injectors),
                Ending.ofAll(endings),
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
