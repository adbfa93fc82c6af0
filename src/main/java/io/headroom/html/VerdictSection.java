package io.headroom.html;

import static j2html.TagCreator.div;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;

import io.headroom.report.Figures;
import io.headroom.report.RunReport;
import io.headroom.report.text.ConsoleReport;
import io.headroom.report.text.NamedLatency;
import io.headroom.verdict.Findings;
import io.headroom.verdict.Verdict;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/** The section of the verdict: the two figures that matter most, the sentences of the console, and the latencies. */
final class VerdictSection {

    private VerdictSection() {}

    static HtmlSection of(RunReport report) {
        Findings findings = report.findings();
        List<DomContent> content = new ArrayList<>();
        content.add(p(strong(badge(findings))).withClass(findings.answered() ? "badge answered" : "badge open"));
        if (findings.searchesCapacity()) {
            content.add(div(tile(KeyFigure.capacity(findings)), tile(KeyFigure.toRunAt(findings)))
                    .withClass("tiles"));
        }
        ConsoleReport.sentences(report).forEach(sentence -> content.add(sentence(sentence)));
        List<NamedLatency> latencies = NamedLatency.of(findings);
        if (!latencies.isEmpty()) {
            content.add(table(latencies));
        }
        return new HtmlSection("verdict", "Verdict", content);
    }

    /** Returns the verdict's word, or "done" for a run that did what it was made for without searching a capacity. */
    private static String badge(Findings findings) {
        boolean done = findings.answered() && findings.verdict() == Verdict.NO_VERDICT;
        return done ? "done" : findings.verdict().word();
    }

    private static DomContent tile(KeyFigure figure) {
        return div(
                        span(figure.name()).withClass("name"),
                        span(figure.value()).withClass("value"),
                        span(figure.note()).withClass("note"))
                .withClass("tile");
    }

    private static DomContent sentence(String words) {
        return p(words).withClass(words.startsWith("WARNING") || words.startsWith("NOT ") ? "warning" : "sentence");
    }

    private static DomContent table(List<NamedLatency> latencies) {
        boolean withGoodput = latencies.get(0).goodput().isPresent();
        List<String> columns = new ArrayList<>(List.of("load", "p50, ms", "p95, ms", "p99, ms"));
        if (withGoodput) {
            columns.add("goodput, req/s");
        }
        return HtmlTable.ofFigures(
                "Latency of successes",
                columns,
                latencies.stream().map(VerdictSection::cells).toList());
    }

    private static List<String> cells(NamedLatency row) {
        List<String> cells = new ArrayList<>(List.of(
                row.name(),
                Long.toString(row.latency().p50()),
                Long.toString(row.latency().p95()),
                Long.toString(row.latency().p99())));
        row.goodput().ifPresent(perSecond -> cells.add(Figures.tenths(perSecond)));
        return cells;
    }
}
