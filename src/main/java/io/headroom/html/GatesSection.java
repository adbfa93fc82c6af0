package io.headroom.html;

import static j2html.TagCreator.p;
import static j2html.TagCreator.text;

import io.headroom.gate.GateResult;
import io.headroom.report.GatedRun;
import java.util.List;

/** What the gates of a run say. */
public final class GatesSection {

    private static final List<String> COLUMNS = List.of("gate", "outcome", "expected", "measured", "would settle it");

    private GatesSection() {}

    /** All of them, with what they were judged by. */
    public static HtmlSection of(GatedRun run) {
        return new HtmlSection(
                "gates",
                "Gates",
                List.of(
                        p(run.gates().summary() + ". Measured: " + run.endpoint() + ".")
                                .withClass(run.gates().letsThrough() ? "sentence" : "warning"),
                        new CardTable(
                                        "Every gate, judged by the end of the 95 % interval that could hurt",
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
