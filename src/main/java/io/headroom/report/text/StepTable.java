package io.headroom.report.text;

import io.headroom.verdict.Findings;
import java.util.List;

/** Writes the steps of a run as the lines that the run printed. */
public final class StepTable {

    private StepTable() {}

    /** Returns the lines, without a line break at the end. */
    public static String of(Findings findings) {
        return String.join("\n", lines(findings));
    }

    /** Returns a line for each step. */
    static List<String> lines(Findings findings) {
        return findings.steps().stream()
                .map(step -> StepLine.of(step.statistics(), step.verdict()))
                .toList();
    }
}
