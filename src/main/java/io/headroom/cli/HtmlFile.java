package io.headroom.cli;

import io.headroom.html.HtmlSection;
import io.headroom.html.RunPages;
import io.headroom.report.RunReport;
import io.headroom.run.IoReason;
import io.headroom.run.RefusedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes the page that {@code --html FILE} asks for, after the result has been printed. */
final class HtmlFile {

    private HtmlFile() {}

    /**
     * Writes the page of a run into a file.
     *
     * @param extra sections to insert after the verdict
     */
    static void write(RunReport report, List<HtmlSection> extra, Path page) throws UserError {
        try {
            RunPages.write(report, extra, page);
        } catch (RefusedFileException e) {
            throw new UserError(ExitStatus.USAGE, "--html: " + page + " cannot be written: " + e.getMessage());
        } catch (IOException e) {
            throw new UserError(ExitStatus.UNREADABLE, "--html: " + page + " cannot be written: " + IoReason.of(e));
        }
    }
}
