package io.headroom.html;

import static j2html.TagCreator.a;
import static j2html.TagCreator.join;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import io.headroom.report.Figures;
import io.headroom.report.table.History;
import io.headroom.report.table.HistoryLine;
import io.headroom.report.text.Sentence;
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

/** Renders {@code index.html} of a results folder: every run with its figures, the newest first, and the trend of each workload. */
public final class IndexPage {

    /** A column of the table of runs: its name, and a function that formats its cells. */
    private record IndexColumn(String name, Function<HistoryLine, String> cell) {}

    private static final List<IndexColumn> COLUMNS = List.of(
            new IndexColumn("answer", IndexPage::answer),
            new IndexColumn("capacity, req/s", IndexPage::capacity),
            new IndexColumn("95 % interval", IndexPage::interval),
            new IndexColumn("target, req/s", line -> rate(line, HistoryLine.TARGET)),
            new IndexColumn("measured at target, req/s", line -> rate(line, HistoryLine.ACHIEVED)),
            new IndexColumn("refused at target", IndexPage::refused),
            new IndexColumn("p95 at target, ms", line -> line.cell(HistoryLine.P95)),
            new IndexColumn("started, UTC", line -> started(line.cell(HistoryLine.TIME))),
            new IndexColumn("workload", line -> shortened(line.cell(HistoryLine.FINGERPRINT))));

    private IndexPage() {}

    /**
     * Returns the page.
     *
     * @param lines   the runs, in the order in which they ended
     * @param hasPage says whether a page exists, given its path relative to the results folder
     */
    public static byte[] of(List<HistoryLine> lines, Predicate<Path> hasPage) {
        List<HtmlSection> sections = new ArrayList<>();
        sections.add(new HtmlSection("runs", "Runs", List.of(runs(lines, hasPage))));
        HtmlSection.ofCharts("trend", "Trend of each workload", TrendChart.of(lines))
                .ifPresent(sections::add);
        return new Page("All runs", subtitle(lines), List.of(new HtmlLink(History.FILE, History.FILE)), sections)
                .bytes();
    }

    private static String subtitle(List<HistoryLine> lines) {
        long services = lines.stream()
                .map(line -> line.cell(HistoryLine.NAME))
                .distinct()
                .count();
        return (lines.size() == 1 ? "1 run" : lines.size() + " runs") + " of "
                + (services == 1 ? "1 service" : services + " services");
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
        String title = line.cell(HistoryLine.NAME).isEmpty() ? run : line.cell(HistoryLine.NAME);
        DomContent name = page(run)
                .filter(hasPage)
                .flatMap(page -> HtmlLink.between(Path.of(RunFolder.INDEX), page, title))
                .<DomContent>map(link -> a(title).withHref(link.href()))
                .orElse(text(title));
        List<String> cells = new ArrayList<>(List.of(Integer.toString(number)));
        COLUMNS.forEach(column -> cells.add(column.cell().apply(line)));
        DomContent folder = span(run).withClass("folder");
        return new CardTable.CardRow("is-" + AnswerKind.of(line).style(), join(name, folder, why(line)), cells);
    }

    /** Returns the path of the page of a run; empty if its name cannot be the name of a folder. */
    private static Optional<Path> page(String run) {
        try {
            return run.isEmpty() ? Optional.empty() : Optional.of(Path.of(run, RunFolder.PAGE));
        } catch (InvalidPathException notAFolder) {
            return Optional.empty();
        }
    }

    private static String rate(HistoryLine line, String column) {
        OptionalDouble figure = line.number(column);
        return figure.isPresent() ? Figures.rateWithoutUnit(figure.getAsDouble()) : "";
    }

    /** Shortens the time of a start to its minutes; what is no time stays as it is. */
    private static String started(String time) {
        return time.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d).*", "$1 $2");
    }

    /** Says whether there is an answer, and which, with the word of the verdict. */
    private static String answer(HistoryLine line) {
        String verdict = line.cell(HistoryLine.VERDICT);
        AnswerKind kind = AnswerKind.of(line);
        return kind.word() + (verdict.isEmpty() || kind == AnswerKind.DONE ? "" : " (" + verdict + ")");
    }

    /** Says why there is no answer, or why it is doubtful; empty if the answer needs no word. */
    private static DomContent why(HistoryLine line) {
        String machine =
                Boolean.parseBoolean(line.cell(HistoryLine.MACHINE_FULL)) ? "The CPU of the machine was full. " : "";
        String why = (machine + Sentence.capitalised(line.cell(HistoryLine.REASON))).strip();
        return why.isEmpty() ? text("") : span(why).withClass("why");
    }

    private static String capacity(HistoryLine line) {
        return switch (AnswerKind.of(line)) {
            case LOWER_BOUND -> "at least " + rate(line, HistoryLine.AT_LEAST);
            case ANSWER, DOUBTFUL, MOVED -> rate(line, HistoryLine.CAPACITY);
            case NO_ANSWER, DONE ->
                Optional.of(rate(line, HistoryLine.CAPACITY))
                        .filter(estimate -> !estimate.isEmpty())
                        .map(estimate -> estimate + ", not certain")
                        .orElse("");
        };
    }

    private static String interval(HistoryLine line) {
        return Optional.of(rate(line, HistoryLine.LOW))
                .filter(low -> !low.isEmpty())
                .map(low -> low + " to " + rate(line, HistoryLine.HIGH))
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
