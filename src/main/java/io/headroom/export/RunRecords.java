package io.headroom.export;

import io.headroom.runlog.InjectorFiles;
import io.headroom.runlog.ReadingProgress;
import io.headroom.runlog.RunCompleteness.ClockDifference;
import io.headroom.runlog.RunCompleteness.MissingPart;
import io.headroom.runlog.RunInjectors;
import io.headroom.simlog.SimulationLog;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Every request of a run: those of its logs one after the other, each in its own order. */
public final class RunRecords {

    private final String run;
    private final RunAccount account;
    private final Survey survey;

    private RunRecords(String run, RunAccount account, Survey survey) {
        this.run = run;
        this.account = account;
        this.survey = survey;
    }

    /**
     * Reads the logs of all injectors of one run for the first time.
     *
     * @param injectors at least one
     * @param progress  told how far the reading of each is
     * @throws IOException            when a file cannot be read
     * @throws UnreadableLogException when one is no log, or they are not of one run
     */
    public static RunRecords survey(List<InjectorFiles> injectors, ReadingProgress progress)
            throws IOException, UnreadableLogException {
        SortedMap<Path, InjectorFiles> byLog = new TreeMap<>();
        injectors.forEach(injector -> byLog.putIfAbsent(injector.log(), injector));
        List<InjectorFiles> each = List.copyOf(byLog.values());
        List<Path> logs = List.copyOf(byLog.keySet());
        RunInjectors oneRun = RunInjectors.of(each);
        RunAccount account = RunAccount.of(oneRun, each, progress);
        Survey survey = new Survey(progress);
        for (NamedLog log : NamedLog.of(logs, oneRun)) {
            survey.read(log);
        }
        oneRun.requireOverlap(
                survey.logs().stream().collect(Collectors.toMap(log -> log.log().file(), SurveyedLog::lastMillis)));
        return new RunRecords(PlainText.of(NamedLog.run(logs)), account, survey);
    }

    /** How many there are. */
    public long requests() {
        return survey.logs().stream().mapToLong(SurveyedLog::requests).sum();
    }

    /** What of a run of several clients is in no log. */
    public List<MissingPart> missing() {
        return account.missing();
    }

    /** Clocks that differ, and cannot be corrected or are far off. */
    public List<ClockDifference> unreliableClocks() {
        return account.unreliable();
    }

    /** A sentence of each other log that does not hold all that was written. */
    public List<String> incomplete() {
        return survey.logs().stream()
                .filter(log -> !log.isComplete() && account.missingOf(log.log()).isEmpty())
                .map(log -> log.log().file() + ": " + log.state().description())
                .toList();
    }

    String run() {
        return run;
    }

    RunAccount account() {
        return account;
    }

    Survey found() {
        return survey;
    }

    /**
     * Reads the logs again.
     *
     * @param abandoned whether to go no further
     * @throws IOException            when a file cannot be read
     * @throws UnreadableLogException when one is no log any more
     * @throws ExportException        when a request cannot be written
     */
    void writeTo(RequestSink sink, ReadingProgress progress, BooleanSupplier abandoned)
            throws IOException, UnreadableLogException, ExportException {
        RequestRows rows = new RequestRows(sink, progress, abandoned);
        try {
            for (SurveyedLog log : survey.logs()) {
                if (log.requests() > 0) {
                    var unused = SimulationLog.read(log.log().file(), rows.of(log));
                }
            }
        } catch (UncheckedIOException e) {
            throw new ExportException(e.getCause().getMessage(), e);
        }
    }
}
