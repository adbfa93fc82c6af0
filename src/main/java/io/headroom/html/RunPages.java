package io.headroom.html;

import io.headroom.report.RunReport;
import io.headroom.report.table.History;
import io.headroom.report.table.HistoryLine;
import io.headroom.report.text.VerdictText;
import io.headroom.run.OutputPlace;
import io.headroom.run.RefusedFileException;
import io.headroom.run.RunFolder;
import io.headroom.run.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes the pages of a run that has ended: its own page, and the index of all runs. */
public final class RunPages {

    private static final String ALL_RUNS = "All runs";

    private static final String GATLING =
            "it counts the refusals that the search provokes as KO, adds up all loads of the run,"
                    + " and shows the lengths of whole steps as response times of groups.";

    private RunPages() {}

    /**
     * Writes {@code headroom.html} into the run's folder, and {@code history.tsv} and {@code index.html} beside that folder. Links to
     * Gatling's report if Gatling will write one; that happens after this call.
     *
     * @param extra sections to insert after the verdict
     * @throws IOException if a file cannot be written, or a page cannot be rendered
     */
    public static void write(RunReport report, List<HtmlSection> extra) throws IOException {
        RunFolder folder = report.folder();
        Path index = index(folder);
        List<HtmlLink> links = new ArrayList<>();
        if (Page.MARK.isReplaceable(index)) {
            HtmlLink.between(folder.html(), index, ALL_RUNS).ifPresent(links::add);
        }
        if (folder.ownsLog() && VerdictText.isDrawnByGatling(report.findings())) {
            gatlingReport(folder.html(), folder).ifPresent(links::add);
        }
        WholeFile.write(folder.html(), rendered(() -> HtmlReport.of(report, extra, links)), Page.MARK);
        new History(index.getParent()).put(HistoryLine.of(report), lines -> writeIndex(index, lines));
    }

    /**
     * Writes the page of a run into any file. Links to the index of all runs and to Gatling's report if they exist.
     *
     * @param extra sections to insert after the verdict
     * @throws RefusedFileException if something else is there; the message does not name it
     * @throws IOException          if the file cannot be written
     */
    public static void write(RunReport report, List<HtmlSection> extra, Path page) throws IOException {
        OutputPlace place = OutputPlace.of(page, Page.MARK);
        RunFolder folder = report.folder();
        List<HtmlLink> links = new ArrayList<>();
        Path index = index(folder);
        if (Files.exists(index) && Page.MARK.isReplaceable(index)) {
            HtmlLink.between(page, index, ALL_RUNS).ifPresent(links::add);
        }
        if (Files.exists(folder.gatlingReport())) {
            gatlingReport(page, folder).ifPresent(links::add);
        }
        place.write(HtmlReport.of(report, extra, links));
    }

    private static void writeIndex(Path index, List<HistoryLine> lines) throws IOException {
        Path results = index.getParent();
        byte[] page = rendered(() -> IndexPage.of(lines, run -> Files.exists(results.resolve(run))));
        WholeFile.write(index, page, Page.MARK);
    }

    /** Turns a failure to render a page into an {@code IOException}, because the result of the run is valid nevertheless. */
    private static byte[] rendered(Supplier<byte[]> page) throws IOException {
        try {
            return page.get();
        } catch (RuntimeException e) {
            throw new IOException("a page cannot be rendered: " + e, e);
        }
    }

    private static Path index(RunFolder folder) {
        return folder.path().toAbsolutePath().normalize().resolveSibling(RunFolder.INDEX);
    }

    private static Optional<HtmlLink> gatlingReport(Path page, RunFolder folder) {
        return HtmlLink.between(page, folder.gatlingReport(), "Gatling's own page")
                .map(link -> link.withNote(GATLING));
    }
}
