package io.headroom.report.text;

import io.headroom.verdict.Findings;
import java.util.stream.Collectors;

/** Writes the steps of a run as the lines that the run printed. */
public final class StepTable {

    private StepTable() {}

    /** Returns the lines, without a line break at the end. */
    public static String of(Findings findings) {
        return findings.steps().stream()
                .map(step -> StepLine.of(step.statistics(), step.verdict()))
                .collect(Collectors.joining("\n"));
    }
}
