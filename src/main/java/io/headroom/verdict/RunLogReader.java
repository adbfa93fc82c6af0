package io.headroom.verdict;

import io.headroom.load.ClientStatistics;
import io.headroom.load.Fairness;
import io.headroom.load.InjectorSample;
import io.headroom.load.RunPart;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * Rebuilds a run's steps from its logs, one or several of injectors that ran at the same time. Several are merged as if one
 * injector had written them; neither their order nor their names change anything.
 *
 * <p>The logs of one run of several clients say so themselves: each holds some of the clients, a step's label names the load of
 * all, and what is missing is told. Injectors that know nothing of each other each offer what the label names; then a step
 * counts that all of them finished.
 */
public final class RunLogReader {

    private static final Comparator<SmokeCall> TELLS_LESS =
            Comparator.comparing(SmokeCall::message).thenComparing(SmokeCall::latencyMillis);

    private final Map<Step, StepTotal> totals = new LinkedHashMap<>();
    private final Map<Step, Integer> clientsOfStep = new LinkedHashMap<>();
    private final Map<Integer, List<Fairness.Part>> measured = new TreeMap<>();
    private final List<ClientStatistics> clients = new ArrayList<>();
    private final PartsAccount parts = new PartsAccount();
    private final Timeline timeline = new Timeline();
    private final AlikeRequests alike = new AlikeRequests(timeline);
    private final Map<Path, LogState> states = new LinkedHashMap<>();
    private final List<Optional<EndMark>> ends = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private final Optional<String> request;
    private final ReadingProgress progress;
    private final List<Injector> injectors;
    private final Optional<Injector> earliest;
    private SmokeCall smoke;
    private long lastMillis;
    private long usersLeft;

    /** When an injector wrote its log: from its start to its last record, milliseconds after the start of the run. */
    private record Span(Path file, long fromMillis, long toMillis) {}

    private RunLogReader(List<Injector> injectors, Optional<String> request, ReadingProgress progress) {
        this.injectors = injectors;
        this.earliest = Injector.earliest(injectors);
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
     * Reads the logs of all injectors of one run, with nothing beside them that says more.
     *
     * @param samples of each log, what its injector noticed about itself, by the steps' labels; nothing where that was not kept
     */
    public static RunLog read(
            List<Path> files,
            Optional<String> request,
            Map<Path, Map<String, InjectorSample>> samples,
            ReadingProgress progress)
            throws IOException, UnreadableLogException {
        List<InjectorFiles> injectors = files.stream()
                .distinct()
                .map(file -> InjectorFiles.of(file, samples.getOrDefault(file, Map.of())))
                .toList();
        return read(injectors, request, progress);
    }

    /**
     * Reads the logs of all injectors of one run.
     *
     * @param request  name of the requests of a foreign simulation that count; nothing for all
     * @param progress told how far the reading of each is
     * @throws IOException            when a file cannot be read
     * @throws UnreadableLogException when one is no log, they are not of one run, or one is there twice
     */
    public static RunLog read(List<InjectorFiles> files, Optional<String> request, ReadingProgress progress)
            throws IOException, UnreadableLogException {
        RunLogReader reader = new RunLogReader(Injector.of(files), request, progress);
        for (Injector injector : reader.injectors) {
            reader.add(injector);
        }
        reader.requireSameTime();
        return reader.runLog();
    }

    private void add(Injector injector) throws IOException, UnreadableLogException {
        InjectorClients hosted =
                new InjectorClients(injector.part(), injector.files().name());
        InjectorLog log =
                new InjectorLog(alike, hosted, runStartEpochMillis() - injector.clockMillis(), request, progress);
        CRC32C sum = new CRC32C();
        boolean there = Files.exists(injector.log()) || injector.files().claim().isEmpty();
        LogState state = there ? read(injector, log, sum) : new LogState.Empty();
        states.put(injector.log(), state);
        ends.add(log.end());
        Map<Integer, Long> windowStarts = addSteps(injector, log);
        log.smoke().filter(this::tellsMore).ifPresent(call -> smoke = call);
        usersLeft += log.usersLeft();
        if (log.hasHeader()) {
            lastMillis = Math.max(lastMillis, log.lastMillis());
            spans.add(new Span(injector.log(), log.firstMillis(), log.lastMillis()));
        }
        if (injector.part().isPresent()) {
            clients.addAll(hosted.statistics());
            ReadPart part = new ReadPart(
                    injector,
                    state,
                    there ? Files.size(injector.log()) : -1,
                    HexFormat.of().toHexDigits((int) sum.getValue()),
                    hosted.requests(),
                    log.firstMillis(),
                    log.hasHeader() ? log.lastMillis() : -1);
            parts.add(part, windowStarts);
        }
    }

    /** Summed up where a seal says what the sum should be. */
    private static LogState read(Injector injector, InjectorLog log, CRC32C sum)
            throws IOException, UnreadableLogException {
        return injector.files().seal().isPresent()
                ? SimulationLog.read(injector.log(), log, sum)
                : SimulationLog.read(injector.log(), log);
    }

    private Map<Integer, Long> addSteps(Injector injector, InjectorLog log) throws IOException {
        Map<String, InjectorSample> samples = injector.files().samples().read();
        Map<Integer, Long> windowStarts = new TreeMap<>();
        for (InjectorLog.Finished finished : log.finished()) {
            Step step = finished.step();
            Optional.ofNullable(samples.get(step.label())).ifPresent(finished.recorder()::noticed);
            StepTotal total = totals.computeIfAbsent(step, StepTotal::new);
            if (injector.part().isPresent()) {
                total.addShare(finished.recorder(), finished.share());
                clientsOfStep.merge(step, clientsOf(injector), Integer::sum);
                windowStarts.put(step.number(), finished.windowStartMillis());
                measured.computeIfAbsent(step.number(), number -> new ArrayList<>())
                        .addAll(finished.parts());
            } else {
                total.add(finished.recorder());
            }
        }
        return windowStarts;
    }

    private static int clientsOf(Injector injector) {
        RunPart part = injector.part().orElseThrow();
        return part.last() - part.first() + 1;
    }

    private long runStartEpochMillis() {
        return earliest.map(Injector::startEpochMillis).orElse(0L);
    }

    /** A failed smoke call is what matters; of several, the one with the last message, so that order changes nothing. */
    private boolean tellsMore(SmokeCall call) {
        return smoke == null || TELLS_LESS.compare(smoke, call) < 0;
    }

    /**
     * Injectors that know nothing of each other ran at the same time: one that was over before another began was of another run.
     * Those of one run of several clients say themselves that they are.
     */
    private void requireSameTime() throws UnreadableLogException {
        Span endsFirst =
                spans.stream().min(Comparator.comparing(Span::toMillis)).orElse(null);
        Span startsLast =
                spans.stream().max(Comparator.comparing(Span::fromMillis)).orElse(null);
        boolean sayTheyAre =
                injectors.stream().anyMatch(injector -> injector.part().isPresent());
        if (!sayTheyAre && endsFirst != null && endsFirst.toMillis() < startsLast.fromMillis()) {
            throw new UnreadableLogException(endsFirst.file() + " ends "
                    + (startsLast.fromMillis() - endsFirst.toMillis()) + " ms before " + startsLast.file() + " starts"
                    + Injector.ONE_RUN);
        }
    }

    private RunLog runLog() {
        Optional<RunParts> account = parts.account(runStartEpochMillis(), lastMillis, partialSteps());
        clients.sort(Comparator.comparing(ClientStatistics::client));
        measured.values().forEach(step -> step.sort(Comparator.comparing(Fairness.Part::client)));
        return new RunLog(
                earliest.map(RunLogReader::header),
                state(account),
                steps(),
                EndMark.ofAll(ends),
                Optional.ofNullable(smoke),
                lastMillis,
                usersLeft,
                timeline,
                clients,
                Fairness.of(measured.values()),
                account);
    }

    /** With the start of the run by the clock of all. */
    private static RunHeader header(Injector injector) {
        RunHeader header = injector.header().orElseThrow();
        return new RunHeader(
                header.gatlingVersion(),
                header.simulationClass(),
                injector.startEpochMillis(),
                header.description(),
                header.scenarios());
    }

    private LogState state(Optional<RunParts> account) {
        LogState ofLogs = LogState.ofAll(states);
        if (account.isEmpty() || (account.get().isComplete() && ofLogs instanceof LogState.Complete)) {
            return ofLogs;
        }
        List<String> missing = new ArrayList<>(
                account.get().missing().stream().map(RunParts.Missing::words).toList());
        for (Injector injector : injectors) { // a log that does not even say whose it is
            LogState state = states.get(injector.log());
            if (injector.part().isEmpty()) {
                missing.add(injector.log() + ", of which it is not known whose it is: " + state.words());
            }
        }
        return new LogState.Partial(ofLogs.records(), missing);
    }

    /** The steps that all injectors finished: what one of them lacks was not offered in full, and is missing. */
    private List<StepStatistics> steps() {
        long started = injectors.stream()
                .filter(injector -> injector.header().isPresent())
                .count();
        return totals.values().stream()
                .filter(total -> total.isShared() || total.injectors() == started)
                .map(StepTotal::statistics)
                .sorted(Comparator.comparing(step -> step.step().number()))
                .toList();
    }

    /** Numbers of the steps that not all clients finished. What all finished was offered in full. */
    private Set<Integer> partialSteps() {
        int count = injectors.stream()
                .flatMap(injector -> injector.part().stream())
                .mapToInt(RunPart::count)
                .findFirst()
                .orElse(0);
        clientsOfStep.forEach((step, finishedBy) -> {
            if (finishedBy == count) {
                totals.get(step).sharedByAll();
            }
        });
        return clientsOfStep.entrySet().stream()
                .filter(step -> step.getValue() < count)
                .map(step -> step.getKey().number())
                .collect(Collectors.toUnmodifiableSet());
    }
}
