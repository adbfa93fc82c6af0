package io.headroom.simulation;

import io.headroom.html.RunPages;
import io.headroom.load.ClientShare;
import io.headroom.load.Outcome;
import io.headroom.plan.EndMark;
import io.headroom.plan.NextStep.Ending;
import io.headroom.report.RunReport;
import io.headroom.report.json.JsonDocuments;
import io.headroom.report.text.ConsoleReport;
import io.headroom.run.RunFolder;
import io.headroom.settings.SettingsException;
import io.headroom.simlog.UnreadableLogException;
import io.headroom.verdict.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** Analyses a run when its log is closed, prints the verdict, and writes the reports. */
final class RunReporter {

    /**
     * The result of a process.
     *
     * @param successful whether it has found an answer, or done its part for the answer of several processes
     * @param measured   whether anything was measured
     * @param report     of the run; empty when this process has measured only a part of it
     */
    record Result(boolean successful, boolean measured, Optional<RunReport> report) {}

    private final RunSetup run;
    private final RunJournal journal;
    private final PrintStream out;

    RunReporter(RunSetup run, RunJournal journal, PrintStream out) {
        this.run = run;
        this.journal = journal;
        this.out = out;
    }

    /** Completes the journal, and reports the run, or the part of it that this process has measured. */
    Result report(Progress progress, EndMark end) throws IOException, UnreadableLogException, SettingsException {
        RunFolder folder = journal.end(progress, end);
        out.println();
        return run.link().isPresent() ? reportPart(folder, progress, end) : reportRun(folder);
    }

    /** Leaves the verdict to the command that merges the folders of all clients. */
    private Result reportPart(RunFolder folder, Progress progress, EndMark end)
            throws IOException, UnreadableLogException, SettingsException {
        explainFailure(folder, end);
        out.println(ClientShare.name(run.clients().numbers().get(0)) + " has sent " + progress.sent()
                + " requests (end: " + end.word() + "); sealed in " + folder.path()
                + ". The folders of all clients together are the run:"
                + " java -jar target/headroom.jar analyze FOLDER...");
        boolean smokeFailed = end.ending() == Ending.ENDPOINT_FAILS && end.steps() == 0;
        return new Result(end.ending() != Ending.ABANDONED && !smokeFailed, true, Optional.empty());
    }

    /** Explains a failed smoke call: only this process knows the reason. */
    private void explainFailure(RunFolder folder, EndMark end)
            throws IOException, UnreadableLogException, SettingsException {
        if (end.steps() == 0) {
            RunReport.of(folder)
                    .findings()
                    .log()
                    .smoke()
                    .filter(call -> call.outcome() != Outcome.OK)
                    .ifPresent(call -> out.println("No verdict: " + call.explanation()));
        }
    }

    private Result reportRun(RunFolder folder) throws IOException, UnreadableLogException, SettingsException {
        RunReport report = RunReport.of(folder);
        try {
            folder.writeResult(JsonDocuments.result(report));
        } finally { // the verdict is printed even if the result cannot be written; it names the reports that exist
            ConsoleReport.verdict(report).forEach(out::println);
        }
        journal.warnings().forEach(out::println);
        boolean measured = report.findings().verdict() != Verdict.NO_VERDICT;
        return new Result(report.findings().answered(), measured, Optional.of(report));
    }

    /** Writes the pages if possible: a run may have used up all memory or files, and its verdict is valid nevertheless. */
    void writePages(Result result) {
        try {
            if (result.report().isPresent()) {
                RunPages.write(result.report().get(), List.of());
            }
        } catch (IOException | LinkageError | OutOfMemoryError e) {
            out.println("WARNING: headroom.html, history.tsv and index.html were not all written: " + e);
        }
    }
}
