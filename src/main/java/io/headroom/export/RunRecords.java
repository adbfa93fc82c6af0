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

/** Every request of a run, log by log, in the order of each log. */
public final class RunRecords {

    private final String run;
    private final RecordsCompleteness completeness;
    private final LogScan scan;

    private RunRecords(String run, RecordsCompleteness completeness, LogScan scan) {
        this.run = run;
        this.completeness = completeness;
        this.scan = scan;
    }

    /**
     * Reads the logs of a run for the first time.
     *
     * @param injectors all injectors of the run, at least one
     * @param progress  receives the progress, log by log
     * @throws IOException            if a file cannot be read
     * @throws UnreadableLogException if a file is not a log, or the logs are not of one run
     */
    public static RunRecords scan(List<InjectorFiles> injectors, ReadingProgress progress)
            throws IOException, UnreadableLogException {
        SortedMap<Path, InjectorFiles> byLog = new TreeMap<>();
        injectors.forEach(injector -> byLog.putIfAbsent(injector.log(), injector));
        List<InjectorFiles> distinct = List.copyOf(byLog.values());
        List<Path> logs = List.copyOf(byLog.keySet());
        RunInjectors oneRun = RunInjectors.of(distinct);
        RecordsCompleteness completeness = RecordsCompleteness.of(oneRun, distinct, progress);
        LogScan scan = new LogScan(progress);
        for (NamedLog log : NamedLog.of(logs, oneRun)) {
            scan.read(log);
        }
        oneRun.requireOverlap(
                scan.logs().stream().collect(Collectors.toMap(log -> log.log().file(), ScannedLog::lastMillis)));
        return new RunRecords(PlainText.of(NamedLog.run(logs)), completeness, scan);
    }

    /** Returns the number of requests. */
    public long requests() {
        return scan.logs().stream().mapToLong(ScannedLog::requests).sum();
    }

    /** Returns the parts of a run of several clients that are in no log. */
    public List<MissingPart> missing() {
        return completeness.missing();
    }

    /** Returns the clocks that differ, and either cannot be corrected or differ by much. */
    public List<ClockDifference> unreliableClocks() {
        return completeness.unreliable();
    }

    /** Returns a description of each incomplete log that {@link #missing} does not cover. */
    public List<String> incomplete() {
        return scan.logs().stream()
                .filter(log ->
                        !log.isComplete() && completeness.missingOf(log.log()).isEmpty())
                .map(log -> log.log().file() + ": " + log.state().description())
                .toList();
    }

    String run() {
        return run;
    }

    RecordsCompleteness completeness() {
        return completeness;
    }

    LogScan scan() {
        return scan;
    }

    /**
     * Reads the logs again and passes every request to a sink.
     *
     * @param abandoned says whether to stop early
     * @throws IOException            if a file cannot be read
     * @throws UnreadableLogException if a file is no longer a log
     * @throws ExportException        if a request cannot be written
     */
    void writeTo(RequestSink sink, ReadingProgress progress, BooleanSupplier abandoned)
            throws IOException, UnreadableLogException, ExportException {
        RequestRows rows = new RequestRows(sink, progress, abandoned);
        try {
            for (ScannedLog log : scan.logs()) {
                if (log.requests() > 0) {
                    var unused = SimulationLog.read(log.log().file(), rows.of(log));
                }
            }
        } catch (UncheckedIOException e) {
            throw new ExportException(e.getCause().getMessage(), e);
        }
    }
}
