package io.headroom.simulation;

import io.headroom.html.RunPages;
import io.headroom.load.ClientShare;
import io.headroom.load.Outcome;
import io.headroom.plan.EndMark;
import io.headroom.plan.NextStep.Ending;
import io.headroom.report.RunReport;
import io.headroom.report.json.JsonDocuments;
import io.headroom.report.text.ConsoleReport;
import io.headroom.report.text.VerdictText;
import io.headroom.run.RunFolder;
import io.headroom.settings.SettingsException;
import io.headroom.simlog.UnreadableLogException;
import io.headroom.verdict.Findings;
import io.headroom.verdict.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Analyses a run when its log is closed, words the verdict, and writes the reports. */
final class RunReporter {

    /**
     * The result of a process.
     *
     * @param failed whether the process fails. A run that measured nothing fails, one that an error in Headroom itself ended, and a
     *               process that has not done its part of a run of several. A run that measured something does not, whatever its verdict,
     *               unless {@code run.fail-without-answer} says so: Maven would print eight lines about a failure below the verdict.
     * @param drawn  whether Gatling draws its own report: where there is no verdict, it would only hide the reason
     * @param lines  the verdict, or what became of this process's part; asked for when it is told, since it names the reports that
     *               exist by then
     * @param report of the run; empty when this process has measured only a part of it
     */
    record Result(boolean failed, boolean drawn, Supplier<List<String>> lines, Optional<RunReport> report) {}

    private final RunSetup run;
    private final RunJournal journal;

    RunReporter(RunSetup run, RunJournal journal) {
        this.run = run;
        this.journal = journal;
    }

    /** Completes the journal, and reports the run, or the part of it that this process has measured. */
    Result report(Progress progress, EndMark end) throws IOException, UnreadableLogException, SettingsException {
        RunFolder folder = journal.end(progress, end);
        return run.link().isPresent() ? reportPart(folder, progress, end) : reportRun(folder, end);
    }

    /** Leaves the verdict to the command that merges the folders of all clients. */
    private Result reportPart(RunFolder folder, Progress progress, EndMark end)
            throws IOException, UnreadableLogException, SettingsException {
        List<String> lines = new ArrayList<>(smokeFailure(folder, end));
        lines.add(ClientShare.name(run.clients().numbers().get(0)) + " has sent " + progress.sent()
                + " requests (end: " + end.word() + "); sealed in " + folder.path()
                + ". The folders of all clients together are the run:"
                + " java -jar target/headroom.jar analyze FOLDER...");
        boolean smokeFailed = end.ending() == Ending.ENDPOINT_FAILS && end.steps() == 0;
        boolean lost = EnumSet.of(Ending.ABANDONED, Ending.FAILED).contains(end.ending());
        return new Result(lost || smokeFailed, true, () -> lines, Optional.empty());
    }

    /** Explains a failed smoke call: only this process knows the reason. */
    private static List<String> smokeFailure(RunFolder folder, EndMark end)
            throws IOException, UnreadableLogException, SettingsException {
        if (end.steps() > 0) {
            return List.of();
        }
        return RunReport.of(folder).findings().log().smoke().stream()
                .filter(call -> call.outcome() != Outcome.OK)
                .map(call -> "No verdict: " + call.explanation())
                .toList();
    }

    private Result reportRun(RunFolder folder, EndMark end)
            throws IOException, UnreadableLogException, SettingsException {
        RunReport report = RunReport.of(folder);
        List<String> warnings = new ArrayList<>();
        try {
            folder.writeResult(JsonDocuments.result(report));
        } catch (IOException e) { // the verdict is told all the same
            warnings.add("WARNING: " + e.getMessage());
        }
        warnings.addAll(journal.warnings());
        return new Result(
                end.ending() == Ending.FAILED || fails(report.findings()),
                VerdictText.isDrawnByGatling(report.findings()),
                () -> Stream.concat(ConsoleReport.verdict(report).stream(), warnings.stream())
                        .toList(),
                Optional.of(report));
    }

    private boolean fails(Findings findings) {
        boolean stopped = findings.verdict() == Verdict.INTERRUPTED;
        boolean measured = !findings.steps().isEmpty();
        return !findings.answered() && (run.settings().failWithoutAnswer() || !(measured || stopped));
    }

    /**
     * Writes the pages if possible: a run may have used up all memory or files, and its verdict is valid nevertheless.
     *
     * @return a warning where they were not written
     */
    Optional<String> writePages(Result result) {
        try {
            if (result.report().isPresent()) {
                RunPages.write(result.report().get(), List.of());
            }
        } catch (IOException e) {
            return Optional.of(
                    "WARNING: headroom.html, history.tsv and index.html were not all written: " + e.getMessage());
        } catch (LinkageError | OutOfMemoryError e) {
            return Optional.of("WARNING: headroom.html, history.tsv and index.html were not all written: " + e);
        }
        return Optional.empty();
    }
}
