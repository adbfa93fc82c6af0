package io.headroom.html;

import static j2html.TagCreator.p;

import io.headroom.gate.Baseline.Interval;
import io.headroom.gate.Comparison;
import io.headroom.report.ComparisonReport;
import io.headroom.report.Figures;
import io.headroom.report.text.ComparisonText;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/** Renders the comparison of a run with an earlier one. */
public final class ComparisonSection {

    private ComparisonSection() {}

    /** Returns a section with the figures of both runs, the changes, and the smallest change that the two runs could have shown. */
    public static HtmlSection of(ComparisonReport report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(
                "capacity, req/s", report.before().capacity(), report.after().capacity(), report.capacity()));
        report.targetP95()
                .ifPresent(p95 -> rows.add(row("p95 at the target, ms", p95.before(), p95.after(), p95.change())));
        List<DomContent> content = new ArrayList<>();
        ComparisonText.lines(report).stream()
                .filter(line -> !line.startsWith(" "))
                .forEach(line -> content.add(p(line)));
        content.add(HtmlTable.ofFigures(
                report.before().run() + " and " + report.after().run(),
                List.of(
                        "",
                        "before",
                        "95 % interval",
                        "after",
                        "95 % interval",
                        "change",
                        "smallest detectable change"),
                rows));
        return new HtmlSection("comparison", "Compared with an earlier run", content);
    }

    private static List<String> row(String name, Interval before, Interval after, Comparison change) {
        return List.of(
                name,
                Figures.tenths(before.value()),
                interval(before),
                Figures.tenths(after.value()),
                interval(after),
                change.description(),
                Figures.percent(change.smallestVisible()));
    }

    private static String interval(Interval figure) {
        return Figures.tenths(figure.low()) + " to " + Figures.tenths(figure.high());
    }
}
