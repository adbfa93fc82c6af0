package io.headroom.html;

import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.tag;
import static j2html.TagCreator.text;

import io.headroom.report.Figures;
import io.headroom.report.RunReport;
import io.headroom.report.text.ConsoleReport;
import io.headroom.report.text.NamedLatency;
import io.headroom.verdict.Findings;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The section of the verdict. It begins with what is to be seen at a glance, on one screen: whether there is an answer, the two
 * figures that matter most, the cause, and the chart of the load. The other sentences of the console and the latencies follow.
 */
final class VerdictSection {

    private VerdictSection() {}

    static HtmlSection of(RunReport report) {
        Findings findings = report.findings();
        List<String> sentences = ConsoleReport.sentences(report);
        List<DomContent> content = new ArrayList<>(List.of(facts(findings, sentences.get(0))));
        LoadCharts.atAGlance(findings).map(ChartFigure::of).ifPresent(content::add);
        content.add(rest(findings, sentences.subList(1, sentences.size())));
        return new HtmlSection(
                "verdict",
                "Verdict",
                List.of(div().withClass(content.size() == 3 ? "glance" : "glance without-chart")
                        .with(content)));
    }

    private static DomContent facts(Findings findings, String cause) {
        List<DomContent> facts = new ArrayList<>(List.of(badge(findings)));
        if (findings.searchesCapacity()) {
            facts.add(div().withClass("tiles")
                    .with(Stream.of(
                                    Optional.of(KeyFigure.capacity(findings)),
                                    KeyFigure.underLimit(findings),
                                    Optional.of(KeyFigure.toRunAt(findings)))
                            .flatMap(Optional::stream)
                            .map(VerdictSection::tile)
                            .toList()));
        }
        facts.add(sentence(cause));
        return div().withClass("facts").with(facts);
    }

    private static DomContent rest(Findings findings, List<String> sentences) {
        List<DomContent> rest = new ArrayList<>();
        sentences.forEach(sentence -> rest.add(sentence(sentence)));
        List<NamedLatency> latencies = NamedLatency.of(findings);
        if (!latencies.isEmpty()) {
            rest.add(table(latencies));
        }
        return div().withClass("rest").with(rest);
    }

    private static DomContent badge(Findings findings) {
        AnswerKind kind = AnswerKind.of(findings);
        return p(
                        tag("svg")
                                .attr("viewBox", "0 0 24 24")
                                .attr("width", "24")
                                .attr("height", "24")
                                .attr("aria-hidden", "true")
                                .with(tag("path").attr("d", kind.sign())),
                        span(
                                strong(kind.word() + ":"),
                                text(" " + kind.meaning(findings.verdict()) + " "),
                                code(findings.verdict().word())))
                .withClass("badge " + kind.style());
    }

    private static DomContent tile(KeyFigure figure) {
        return div(
                        span(figure.name()).withClass("name"),
                        span(text(figure.number()), span(" " + figure.unit()).withClass("unit"))
                                .withClass(figure.isKnown() ? "value" : "value unknown"),
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
