package io.headroom.report.text;

import io.headroom.gate.GateResult;
import io.headroom.gate.GateResult.GateOutcome;
import io.headroom.report.GatedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the results of a run's gates as lines of text. */
public final class GatesText {

    private GatesText() {}

    /** Returns a line for each gate, and a summary at the end. */
    public static List<String> lines(GatedRun run) {
        List<String> lines = new ArrayList<>();
        lines.add("Measured: " + run.endpoint());
        for (GateResult result : run.gates().results()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-12s  %-22s  %s; measured: %s",
                    result.outcome().word().toUpperCase(Locale.ROOT),
                    result.name(),
                    result.expected(),
                    result.measured()));
            if (!result.settles().isEmpty()) {
                lines.add(" ".repeat(14) + "would settle it: " + result.settles());
            }
        }
        lines.add(run.gates().summary());
        if (run.gates().letsThrough() && run.gates().outcome() == GateOutcome.INCONCLUSIVE) {
            lines.add("WARNING: inconclusive, and let through by headroom.gates.inconclusive = warn");
        }
        return lines;
    }
}
