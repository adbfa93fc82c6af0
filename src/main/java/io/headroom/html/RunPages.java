package io.headroom.html;

import io.headroom.report.History;
import io.headroom.report.HistoryLine;
import io.headroom.report.RunReport;
import io.headroom.run.RunFolder;
import io.headroom.run.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The pages of a run that has ended: its own, and the one of all runs. */
public final class RunPages {

    private RunPages() {}

    /**
     * Writes {@code headroom.html} into the run's folder, and {@code history.tsv} and {@code index.html} beside that folder. Gatling
     * draws its own report later.
     *
     * @param extra sections that come after the verdict
     */
    public static void write(RunReport report, List<HtmlSection> extra) throws IOException {
        RunFolder folder = report.folder();
        Path index = index(folder);
        Path results = index.getParent();
        List<HtmlLink> beside = new ArrayList<>(List.of(HtmlLink.between(folder.html(), index, "All runs")));
        if (report.isDrawnByGatling()) {
            beside.add(gatling(folder.html(), folder));
        }
        folder.writeHtml(HtmlReport.of(report, extra, beside));
        new History(results)
                .put(
                        HistoryLine.of(report),
                        lines -> WholeFile.write(
                                index, IndexPage.of(lines, page -> Files.exists(results.resolve(page)))));
    }

    /**
     * Writes the page of a run anywhere, with links to the index of all runs and to Gatling's report where there are any.
     *
     * @param extra sections that come after the verdict
     */
    public static void write(RunReport report, List<HtmlSection> extra, Path page) throws IOException {
        RunFolder folder = report.folder();
        List<HtmlLink> beside = new ArrayList<>();
        Path index = index(folder);
        if (Files.exists(index)) {
            beside.add(HtmlLink.between(page, index, "All runs"));
        }
        if (Files.exists(folder.gatlingReport())) {
            beside.add(gatling(page, folder));
        }
        WholeFile.write(page, HtmlReport.of(report, extra, beside));
    }

    private static Path index(RunFolder folder) {
        return folder.path().toAbsolutePath().normalize().resolveSibling("index.html");
    }

    private static HtmlLink gatling(Path page, RunFolder folder) {
        return HtmlLink.between(page, folder.gatlingReport(), "Gatling's own report");
    }
}
