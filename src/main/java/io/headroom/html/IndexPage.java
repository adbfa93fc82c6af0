package io.headroom.html;

import static j2html.TagCreator.a;
import static j2html.TagCreator.text;

import io.headroom.report.Figures;
import io.headroom.report.table.History;
import io.headroom.report.table.HistoryLine;
import io.headroom.run.RunFolder;
import j2html.tags.DomContent;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;

/** Renders {@code index.html} of a results folder: the trend of the capacity, and every run with its figures, the newest first. */
public final class IndexPage {

    /** A column of the table of runs: its name, and a function that formats its cells. */
    private record IndexColumn(String name, Function<HistoryLine, String> cell) {}

    private static final List<IndexColumn> COLUMNS = List.of(
            new IndexColumn("verdict", line -> line.cell(HistoryLine.VERDICT)),
            new IndexColumn("capacity, req/s", line -> tenths(line, HistoryLine.CAPACITY)),
            new IndexColumn("95 % interval", IndexPage::interval),
            new IndexColumn("target, req/s", line -> tenths(line, HistoryLine.TARGET)),
            new IndexColumn("measured at target, req/s", line -> tenths(line, HistoryLine.ACHIEVED)),
            new IndexColumn("refused at target", IndexPage::refused),
            new IndexColumn("p95 at target, ms", line -> line.cell(HistoryLine.P95)),
            new IndexColumn("log complete", line -> line.cell(HistoryLine.COMPLETE)),
            new IndexColumn("workload", line -> shortened(line.cell(HistoryLine.FINGERPRINT))),
            new IndexColumn("Headroom", line -> line.cell(HistoryLine.HEADROOM)));

    private IndexPage() {}

    /**
     * Returns the page.
     *
     * @param lines   the runs, in the order in which they ended
     * @param hasPage says whether a page exists, given its path relative to the results folder
     */
    public static byte[] of(List<HistoryLine> lines, Predicate<Path> hasPage) {
        List<HtmlSection> sections = new ArrayList<>();
        HtmlSection.ofCharts("trend", "Trend", TrendChart.of(lines).stream().toList())
                .ifPresent(sections::add);
        sections.add(new HtmlSection("runs", "Runs", List.of(runs(lines, hasPage))));
        return new Page(
                        "Headroom: all runs",
                        lines.size() == 1 ? "1 run" : lines.size() + " runs",
                        List.of(new HtmlLink(History.FILE, History.FILE)),
                        sections)
                .bytes();
    }

    private static DomContent runs(List<HistoryLine> lines, Predicate<Path> hasPage) {
        List<CardTable.CardRow> rows = new ArrayList<>();
        for (int i = lines.size(); i > 0; i--) {
            rows.add(row(i, lines.get(i - 1), hasPage));
        }
        List<String> columns = new ArrayList<>(List.of("run", "no."));
        COLUMNS.forEach(column -> columns.add(column.name()));
        return new CardTable("Every run with its figures, the newest first", "runs", columns, rows).html();
    }

    private static CardTable.CardRow row(int number, HistoryLine line, Predicate<Path> hasPage) {
        String run = line.cell(HistoryLine.RUN);
        DomContent name = page(run)
                .filter(hasPage)
                .flatMap(page -> HtmlLink.between(Path.of(RunFolder.INDEX), page, run))
                .<DomContent>map(link -> a(run).withHref(link.href()))
                .orElse(text(run));
        List<String> cells = new ArrayList<>(List.of(Integer.toString(number)));
        COLUMNS.forEach(column -> cells.add(column.cell().apply(line)));
        return new CardTable.CardRow("run", name, cells);
    }

    /** Returns the path of the page of a run; empty if its name cannot be the name of a folder. */
    private static Optional<Path> page(String run) {
        try {
            return run.isEmpty() ? Optional.empty() : Optional.of(Path.of(run, RunFolder.PAGE));
        } catch (InvalidPathException notAFolder) {
            return Optional.empty();
        }
    }

    private static String tenths(HistoryLine line, String column) {
        OptionalDouble figure = line.number(column);
        return figure.isPresent() ? Figures.tenths(figure.getAsDouble()) : "";
    }

    private static String interval(HistoryLine line) {
        return Optional.of(tenths(line, HistoryLine.LOW))
                .filter(low -> !low.isEmpty())
                .map(low -> low + " to " + tenths(line, HistoryLine.HIGH))
                .orElse("");
    }

    private static String refused(HistoryLine line) {
        OptionalDouble share = line.number(HistoryLine.REFUSED);
        return share.isPresent() ? Figures.percent(share.getAsDouble()) : "";
    }

    /** Returns the beginning of a fingerprint, which is enough to tell it from others. */
    static String shortened(String fingerprint) {
        return fingerprint.substring(0, Math.min(8, fingerprint.length()));
    }
}
