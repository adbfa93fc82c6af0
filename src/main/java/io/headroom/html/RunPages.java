package io.headroom.html;

import io.headroom.report.RunReport;
import io.headroom.report.table.History;
import io.headroom.report.table.HistoryLine;
import io.headroom.report.text.VerdictText;
import io.headroom.run.RunFolder;
import io.headroom.run.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The pages of a run that has ended: its own, and the one of all runs. */
public final class RunPages {

    private static final String ALL_RUNS = "All runs";

    private RunPages() {}

    /**
     * Writes {@code headroom.html} into the run's folder, and {@code history.tsv} and {@code index.html} beside that folder. Gatling
     * draws its own report later.
     *
     * @param extra sections that come after the verdict
     * @throws IOException when one of the files cannot be written, or a page not be drawn
     */
    public static void write(RunReport report, List<HtmlSection> extra) throws IOException {
        RunFolder folder = report.folder();
        Path index = index(folder);
        List<HtmlLink> beside = new ArrayList<>();
        if (isOurs(index)) {
            HtmlLink.between(folder.html(), index, ALL_RUNS).ifPresent(beside::add);
        }
        if (folder.ownsLog() && VerdictText.isDrawnByGatling(report.findings())) {
            gatling(folder.html(), folder).ifPresent(beside::add);
        }
        folder.writeHtml(drawn(() -> HtmlReport.of(report, extra, beside)));
        new History(index.getParent()).put(HistoryLine.of(report), lines -> writeIndex(index, lines));
    }

    /**
     * Writes the page of a run anywhere, with links to the index of all runs and to Gatling's report where there are any.
     *
     * @param extra sections that come after the verdict
     * @throws IOException when the file cannot be written, or the page not be drawn
     */
    public static void write(RunReport report, List<HtmlSection> extra, Path page) throws IOException {
        RunFolder folder = report.folder();
        List<HtmlLink> beside = new ArrayList<>();
        Path index = index(folder);
        if (Files.exists(index) && isOurs(index)) {
            HtmlLink.between(page, index, ALL_RUNS).ifPresent(beside::add);
        }
        if (Files.exists(folder.gatlingReport())) {
            gatling(page, folder).ifPresent(beside::add);
        }
        WholeFile.write(page, drawn(() -> HtmlReport.of(report, extra, beside)));
    }

    private static void writeIndex(Path index, List<HistoryLine> lines) throws IOException {
        if (!isOurs(index)) {
            throw new IOException(index + " is not Headroom's, and is left as it is");
        }
        Path results = index.getParent();
        WholeFile.write(index, drawn(() -> IndexPage.of(lines, page -> Files.exists(results.resolve(page)))));
    }

    /** Whatever goes wrong while a page is drawn, what it was to show stands: it is told like a disk that is full. */
    private static byte[] drawn(Supplier<byte[]> page) throws IOException {
        try {
            return page.get();
        } catch (RuntimeException e) {
            throw new IOException("a page cannot be drawn: " + e, e);
        }
    }

    /** Runs may be kept in a folder whose index is somebody else's page. */
    private static boolean isOurs(Path index) throws IOException {
        return !Files.exists(index) || Page.isOne(Files.readAllBytes(index));
    }

    private static Path index(RunFolder folder) {
        return folder.path().toAbsolutePath().normalize().resolveSibling(RunFolder.INDEX);
    }

    private static Optional<HtmlLink> gatling(Path page, RunFolder folder) {
        return HtmlLink.between(page, folder.gatlingReport(), "Gatling's own report");
    }
}
