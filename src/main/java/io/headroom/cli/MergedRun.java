package io.headroom.cli;

import io.headroom.html.RunPages;
import io.headroom.report.RunReport;
import io.headroom.report.json.JsonDocuments;
import io.headroom.run.LastRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Reports a run whose clients' folders are all in one folder, and writes the result and the pages into that folder. */
final class MergedRun {

    private MergedRun() {}

    /** Merges the logs of the clients, and writes {@code headroom.json} and the pages. */
    static RunReport report(Path folder, Path results, CommandSpec spec) throws UserError {
        PrintWriter err = spec.commandLine().getErr();
        RunReport report = Runs.report(List.of(folder), Optional.empty(), err);
        try {
            if (!report.findings().steps().isEmpty()) {
                LastRun.write(results, report.folder());
            }
            report.folder().writeResult(JsonDocuments.result(report));
            RunPages.write(report, List.of());
        } catch (IOException e) {
            err.println("WARNING: headroom.json, headroom.html, history.tsv and index.html were not all written: " + e);
            err.flush();
        }
        return report;
    }
}
