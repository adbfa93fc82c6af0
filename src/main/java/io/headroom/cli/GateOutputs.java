package io.headroom.cli;

import io.headroom.html.GatesSection;
import io.headroom.html.RunPages;
import io.headroom.report.GatedRun;
import io.headroom.report.ci.GateFiles;
import io.headroom.run.IoReason;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the files that {@code gate} leaves in the run's folder.
 *
 * @param err where it is printed which files were written
 */
record GateOutputs(PrintWriter err) {

    /**
     * Writes the files for pipelines and the page of the run.
     *
     * @throws UserError when a file for pipelines cannot be written: a pipeline must not read the file of an earlier judgement
     */
    void write(GatedRun run) throws UserError {
        try {
            List<Path> written = new ArrayList<>(GateFiles.write(run));
            writePage(run).ifPresent(written::add);
            say("Written: " + written.stream().map(Path::toString).collect(Collectors.joining(", ")));
        } catch (IOException e) {
            throw new UserError(ExitStatus.UNREADABLE, "not all files of the gates were written: " + e.getMessage());
        }
    }

    /** Only warns if the page cannot be written, because no pipeline reads it. */
    private Optional<Path> writePage(GatedRun run) {
        Path page = run.report().folder().html();
        try {
            RunPages.write(run.report(), List.of(GatesSection.of(run)), page);
            return Optional.of(page);
        } catch (IOException e) {
            say("WARNING: " + page + " was not written: " + IoReason.of(e));
            return Optional.empty();
        }
    }

    private void say(String line) {
        err.println(line);
        err.flush();
    }
}
