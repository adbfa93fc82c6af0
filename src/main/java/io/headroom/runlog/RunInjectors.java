package io.headroom.runlog;

import io.headroom.load.RunPart;
import io.headroom.simlog.RunHeader;
import io.headroom.simlog.UnreadableLogException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The injectors of one run. Before their logs are read, the headers are checked to be of one run, and the clocks of the injectors
 * are corrected.
 */
public final class RunInjectors {

    private final List<Injector> injectors;
    private final Optional<Injector> earliest;

    private RunInjectors(List<Injector> injectors) {
        this.injectors = injectors;
        this.earliest = injectors.stream()
                .filter(injector -> injector.header().isPresent())
                .min(Comparator.comparing(Injector::startEpochMillis).thenComparing(Injector::firstClient));
    }

    /**
     * Reads the headers of the logs and checks that they are of one run.
     *
     * @throws UnreadableLogException when the logs are not of one run, or two of them hold the same client
     */
    public static RunInjectors of(List<InjectorFiles> files) throws UnreadableLogException {
        List<Injector> injectors = new ArrayList<>();
        for (InjectorFiles each : files) {
            injectors.add(Injector.of(each));
        }
        injectors.sort(Comparator.comparing(Injector::log));
        SameRunCheck.require(injectors);
        RunInjectors corrected = new RunInjectors(ClockCorrection.correct(injectors));
        corrected.requireStartsWithinOneRun();
        return corrected;
    }

    /** Checks the starts: times in a log are 32-bit milliseconds, which last for 24 days, so no run is longer. */
    private void requireStartsWithinOneRun() throws UnreadableLogException {
        for (Injector injector : injectors) {
            if (injector.header().isPresent()) {
                long laterMillis = injector.startEpochMillis() - runStartEpochMillis();
                if (laterMillis < 0 || laterMillis > Integer.MAX_VALUE) {
                    throw new SeveralRunsException(injector.log() + " starts more than 24 days after "
                            + earliest.orElseThrow().log());
                }
            }
        }
    }

    /** Returns all injectors, in the order of the paths of their logs. */
    List<Injector> all() {
        return injectors;
    }

    /** Returns the number of injectors whose logs have a header. */
    long started() {
        return injectors.stream()
                .filter(injector -> injector.header().isPresent())
                .count();
    }

    /** Returns the number of clients of the run; 0 in a run without clients. */
    int clientCount() {
        return injectors.stream()
                .flatMap(injector -> injector.part().stream())
                .mapToInt(RunPart::count)
                .findFirst()
                .orElse(0);
    }

    /** Returns the start of the first injector in milliseconds since 1970, by the clock of all; 0 where no log has a header. */
    long runStartEpochMillis() {
        return earliest.map(Injector::startEpochMillis).orElse(0L);
    }

    /** Returns the header of the injector that started first, with its start by the clock of all. */
    Optional<RunHeader> header() {
        return earliest.map(injector -> {
            RunHeader header = injector.header().orElseThrow();
            return new RunHeader(
                    header.gatlingVersion(),
                    header.simulationClass(),
                    injector.startEpochMillis(),
                    header.description(),
                    header.scenarios());
        });
    }

    /** Returns whether any log says which clients of the run it holds: only then it can be told what is missing. */
    public boolean hasClients() {
        return injectors.stream().anyMatch(injector -> injector.part().isPresent());
    }

    /** Returns which clients of which run a log holds; empty in a run without clients, or where nothing says it. */
    public Optional<RunPart> part(Path log) {
        return injector(log).flatMap(Injector::part);
    }

    /** Returns the milliseconds to be added to the times of a log, so that they are by the clock of all injectors. */
    public long clockMillis(Path log) {
        return injector(log).map(Injector::clockMillis).orElse(0L);
    }

    private Optional<Injector> injector(Path log) {
        return injectors.stream().filter(injector -> injector.log().equals(log)).findFirst();
    }

    /**
     * Checks that the injectors ran at the same time. Called by those who read the logs in their own way.
     *
     * @param lastMillis time of each log's last record, milliseconds after its own start; 0 for logs that are not in the map
     * @throws UnreadableLogException when one injector ended before another started, in a run without clients
     */
    public void requireOverlap(Map<Path, Long> lastMillis) throws UnreadableLogException {
        List<LogSpan> spans = new ArrayList<>();
        for (Injector injector : injectors) {
            if (injector.header().isPresent()) {
                long from = injector.startEpochMillis() - runStartEpochMillis();
                spans.add(new LogSpan(injector.log(), from, from + lastMillis.getOrDefault(injector.log(), 0L)));
            }
        }
        requireOverlap(spans);
    }

    /**
     * Checks that the injectors ran at the same time: injectors that know nothing of each other are of different runs where one
     * ended before another started. In a run of several clients the logs themselves say that they are of one run.
     */
    void requireOverlap(List<LogSpan> spans) throws UnreadableLogException {
        if (hasClients() || spans.isEmpty()) {
            return;
        }
        LogSpan endsFirst =
                spans.stream().min(Comparator.comparing(LogSpan::toMillis)).orElseThrow();
        LogSpan startsLast =
                spans.stream().max(Comparator.comparing(LogSpan::fromMillis)).orElseThrow();
        if (endsFirst.toMillis() < startsLast.fromMillis()) {
            throw new SeveralRunsException(endsFirst.file() + " ends "
                    + (startsLast.fromMillis() - endsFirst.toMillis()) + " ms before " + startsLast.file() + " starts");
        }
    }
}
