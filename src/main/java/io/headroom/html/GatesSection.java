package io.headroom.html;

import static j2html.TagCreator.p;
import static j2html.TagCreator.text;

import io.headroom.gate.GateResult;
import io.headroom.report.GatedRun;
import java.util.List;

/** Renders the results of the gates of a run. */
public final class GatesSection {

    private static final List<String> COLUMNS =
            List.of("gate", "outcome", "expected", "measured", "what would settle it");

    private GatesSection() {}

    /** Returns a section with every gate and the figures by which it was judged. */
    public static HtmlSection of(GatedRun run) {
        return new HtmlSection(
                "gates",
                "Gates",
                List.of(
                        p(run.gates().summary() + ". Measured: " + run.endpoint() + ".")
                                .withClass(run.gates().letsThrough() ? "sentence" : "warning"),
                        new CardTable(
                                        "Every gate, judged at the unfavourable end of the 95 % confidence interval",
                                        "gates",
                                        COLUMNS,
                                        run.gates().results().stream()
                                                .map(GatesSection::row)
                                                .toList())
                                .html()));
    }

    private static CardTable.CardRow row(GateResult result) {
        return new CardTable.CardRow(
                "is-" + result.outcome().word(),
                text(result.name()),
                List.of(result.outcome().word(), result.expected(), result.measured(), result.settles()));
    }
}
