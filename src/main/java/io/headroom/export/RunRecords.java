package io.headroom.export;

import io.headroom.simlog.SimulationLog;
import io.headroom.simlog.UnreadableLogException;
import io.headroom.verdict.OneRun;
import io.headroom.verdict.ReadingProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Every request of a run: those of its logs one after the other, each in its own order. */
public final class RunRecords {

    private final String run;
    private final Survey survey;

    private RunRecords(String run, Survey survey) {
        this.run = run;
        this.survey = survey;
    }

    /**
     * Reads the logs of all injectors of one run for the first time.
     *
     * @param files    at least one
     * @param progress told how far the reading of each is
     * @throws IOException            when a file cannot be read
     * @throws UnreadableLogException when one is no log, or they are not of one run
     */
    public static RunRecords survey(List<Path> files, ReadingProgress progress)
            throws IOException, UnreadableLogException {
        List<Path> sorted = files.stream().distinct().sorted().toList();
        OneRun oneRun = OneRun.of(sorted);
        Survey survey = new Survey(progress);
        for (NamedLog log : NamedLog.of(sorted)) {
            survey.read(log);
        }
        oneRun.requireSameTime(
                survey.logs().stream().collect(Collectors.toMap(log -> log.log().file(), SurveyedLog::lastMillis)));
        return new RunRecords(PlainText.of(NamedLog.run(sorted)), survey);
    }

    /** How many there are. */
    public long requests() {
        return survey.logs().stream().mapToLong(SurveyedLog::requests).sum();
    }

    /** A sentence of each log that does not hold all that was written. */
    public List<String> incomplete() {
        return survey.logs().stream()
                .filter(log -> !log.isComplete())
                .map(log -> log.log().file() + ": " + log.state().words())
                .toList();
    }

    String run() {
        return run;
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
                var unused = SimulationLog.read(log.log().file(), rows.of(log));
            }
        } catch (UncheckedIOException e) {
            throw new ExportException(e.getCause().getMessage(), e);
        }
    }
}
