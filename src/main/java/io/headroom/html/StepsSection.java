package io.headroom.html;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.p;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import io.headroom.load.LatencyMillis;
import io.headroom.load.StepStatistics;
import io.headroom.report.Figures;
import io.headroom.verdict.Findings;
import io.headroom.verdict.Findings.JudgedStep;
import j2html.tags.DomContent;
import j2html.tags.specialized.TdTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every step with its verdict and why. On a narrow screen a row becomes a block, whose cells say themselves what they are; the
 * roles keep it a table for those who hear it.
 */
final class StepsSection {

    private static final List<String> COLUMNS = List.of(
            "step",
            "offered",
            "window, s",
            "sent, req/s",
            "goodput, req/s",
            "refused",
            "p50, ms",
            "p95, ms",
            "p99, ms",
            "verdict",
            "why");

    private StepsSection() {}

    static Optional<HtmlSection> of(Findings findings) {
        if (findings.steps().isEmpty()) {
            return Optional.empty();
        }
        DomContent table = table(
                        caption("Steps in the order of the run; all figures are of the measured window"),
                        thead(row().with(COLUMNS.stream()
                                        .map(column ->
                                                th(column).attr("scope", "col").attr("role", "columnheader"))
                                        .toList()))
                                .attr("role", "rowgroup"),
                        tbody().with(findings.steps().stream()
                                        .map(StepsSection::row)
                                        .toList())
                                .attr("role", "rowgroup"))
                .withClass("steps")
                .attr("role", "table");
        List<DomContent> content = new ArrayList<>();
        findings.foreign().ifPresent(run -> content.add(p("These " + run.words() + ".")));
        content.add(table);
        return Optional.of(new HtmlSection("steps", "Steps", content));
    }

    private static j2html.tags.specialized.TrTag row() {
        return tr().attr("role", "row");
    }

    private static DomContent row(JudgedStep judged) {
        StepStatistics step = judged.statistics();
        LatencyMillis latency = step.latency();
        boolean answered = latency.count() > 0;
        List<String> cells = List.of(
                step.offered().words(),
                tenths(step.windowMillis() / 1000.0),
                tenths(step.sentPerSecond()),
                tenths(step.goodputPerSecond()),
                Figures.percent(step.refusedShare()),
                answered ? Long.toString(latency.p50()) : "",
                answered ? Long.toString(latency.p95()) : "",
                answered ? Long.toString(latency.p99()) : "",
                judged.verdict().word(),
                judged.why());
        List<DomContent> content = new ArrayList<>();
        content.add(th(step.step().label()).attr("scope", "row").attr("role", "rowheader"));
        for (int i = 0; i < cells.size(); i++) {
            content.add(cell(COLUMNS.get(i + 1), cells.get(i)));
        }
        return row().withClass("is-" + judged.verdict().word().replace(' ', '-'))
                .with(content);
    }

    private static TdTag cell(String column, String text) {
        return td(text).attr("role", "cell").attr("data-name", column);
    }

    private static String tenths(double figure) {
        return Figures.plain(Math.round(10 * figure) / 10.0);
    }
}
