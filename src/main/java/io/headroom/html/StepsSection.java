package io.headroom.html;

import static j2html.TagCreator.p;
import static j2html.TagCreator.text;

import io.headroom.load.LatencyMillis;
import io.headroom.load.StepStatistics;
import io.headroom.report.Figures;
import io.headroom.verdict.Findings;
import io.headroom.verdict.Findings.JudgedStep;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Renders every step with its figures, its verdict and the reason for it. */
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
        List<DomContent> content = new ArrayList<>();
        findings.segmentation().ifPresent(words -> content.add(p("These " + words + ".")));
        content.add(new CardTable(
                        "Steps in the order of the run; all figures are for the measured window of the step. What is sent and answered in a"
                                + " window can be some requests more or fewer than what is offered on average",
                        "steps",
                        COLUMNS,
                        findings.steps().stream().map(StepsSection::row).toList())
                .html());
        return Optional.of(new HtmlSection("steps", "Steps", content));
    }

    private static CardTable.CardRow row(JudgedStep judged) {
        StepStatistics step = judged.statistics();
        LatencyMillis latency = step.latency();
        boolean answered = latency.count() > 0;
        return new CardTable.CardRow(
                "is-" + judged.verdict().word().replace(' ', '-'),
                text(step.step().label()),
                List.of(
                        step.offered().description(),
                        Figures.tenths(step.windowMillis() / 1000.0),
                        Figures.tenths(step.sentPerSecond()),
                        Figures.tenths(step.goodputPerSecond()),
                        Figures.percent(step.refusedShare()),
                        answered ? Long.toString(latency.p50()) : "",
                        answered ? Long.toString(latency.p95()) : "",
                        answered ? Long.toString(latency.p99()) : "",
                        judged.verdict().word(),
                        judged.why()));
    }
}
