package io.headroom.runlog;

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
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

    private final Map<Step, MergedStep> steps = new LinkedHashMap<>();
    private final List<ClientStatistics> clients = new ArrayList<>();
    private final PartsAccount parts = new PartsAccount();
    private final Map<Path, LogState> states = new LinkedHashMap<>();
    private final List<Optional<EndMark>> ends = new ArrayList<>();
    private final List<OneRun.LogTime> spans = new ArrayList<>();
    private final List<Injector> injectors;
    private final Optional<Injector> earliest;
    private SmokeCall smoke;
    private long lastMillis;
    private long usersLeft;

    /** What the injectors that were read did of a step. */
    private static final class MergedStep {
        private final Step step;
        private final String label;
        private final StepTotal total;
        private final List<Fairness.ServedPart> parts = new ArrayList<>();
        private int clients;

        MergedStep(Step step) {
            this.step = step;
            this.label = step.label();
            this.total = new StepTotal(step);
        }
    }

    private RunLogReader(List<Injector> injectors) {
        this.injectors = injectors;
        this.earliest = Injector.earliest(injectors);
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
     * @param progress told how far the reading of all is
     * @throws IOException            when a file cannot be read
     * @throws UnreadableLogException when one is no log, they are not of one run, or one is there twice
     */
    public static RunLog read(List<InjectorFiles> files, Optional<String> request, ReadingProgress progress)
            throws IOException, UnreadableLogException {
        RunLogReader reader = new RunLogReader(Injector.of(files));
        Timeline timeline =
                new LogReaders(reader.injectors, reader.runStartEpochMillis(), request, progress).read(reader::add);
        OneRun.requireSameTime(reader.injectors, reader.spans);
        return reader.runLog(timeline);
    }

    private void add(ReadLog read) {
        InjectorLog log = read.log();
        Path file = read.injector().log();
        states.put(file, read.state());
        ends.add(log.end());
        log.smoke().filter(this::tellsMore).ifPresent(call -> smoke = call);
        usersLeft += log.usersLeft();
        if (log.hasHeader()) {
            lastMillis = Math.max(lastMillis, log.lastMillis());
            spans.add(new OneRun.LogTime(file, log.firstMillis(), log.lastMillis()));
        }
        Map<Integer, Long> windowStarts = addSteps(read);
        clients.addAll(read.clients());
        read.part().ifPresent(part -> parts.add(part, windowStarts));
    }

    private Map<Integer, Long> addSteps(ReadLog read) {
        Map<Integer, Long> windowStarts = new TreeMap<>();
        for (InjectorLog.FinishedStep finished : read.steps()) {
            Step step = finished.step();
            MergedStep merged = steps.computeIfAbsent(step, MergedStep::new);
            Optional.ofNullable(read.samples().get(merged.label)).ifPresent(finished.recorder()::noticed);
            if (read.part().isPresent()) {
                merged.total.addShare(finished.recorder(), finished.share());
                merged.clients += clientsOf(read.injector());
                merged.parts.addAll(finished.parts());
                windowStarts.put(step.number(), finished.windowStartMillis());
            } else {
                merged.total.add(finished.recorder());
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

    private RunLog runLog(Timeline timeline) {
        Optional<RunParts> account = parts.account(runStartEpochMillis(), lastMillis, partialSteps());
        clients.sort(Comparator.comparing(ClientStatistics::client));
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
                Fairness.of(partsByStep()),
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
        List<String> missing = new ArrayList<>(account.get().missing().stream()
                .map(RunParts.MissingPart::description)
                .toList());
        for (Injector injector : injectors) { // a log that does not even say whose it is
            LogState state = states.get(injector.log());
            if (injector.part().isEmpty()) {
                missing.add(injector.log() + ", of which it is not known whose it is: " + state.description());
            }
        }
        List<String> doubtful = account.get().clocks().stream()
                .filter(clock -> !clock.isReliable())
                .map(RunParts.ClockDifference::description)
                .toList();
        return new LogState.Partial(ofLogs.records(), missing, doubtful);
    }

    /** The steps that all injectors finished: what one of them lacks was not offered in full, and is missing. */
    private List<StepStatistics> steps() {
        long started = injectors.stream()
                .filter(injector -> injector.header().isPresent())
                .count();
        return steps.values().stream()
                .map(merged -> merged.total)
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
        steps.values().stream()
                .filter(merged -> merged.clients > 0 && merged.clients == count)
                .forEach(merged -> merged.total.sharedByAll());
        return steps.values().stream()
                .filter(merged -> merged.clients > 0 && merged.clients < count)
                .map(merged -> merged.step.number())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What each client did, in the order of the steps and the clients, so that sums do not depend on that of the logs. */
    private Collection<List<Fairness.ServedPart>> partsByStep() {
        Map<Integer, List<Fairness.ServedPart>> byNumber = new TreeMap<>();
        for (MergedStep merged : steps.values()) {
            byNumber.computeIfAbsent(merged.step.number(), number -> new ArrayList<>())
                    .addAll(merged.parts);
        }
        byNumber.values().forEach(parts -> parts.sort(Comparator.comparing(Fairness.ServedPart::client)));
        return byNumber.values();
    }
}
