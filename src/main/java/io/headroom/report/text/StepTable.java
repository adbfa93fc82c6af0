package io.headroom.report.text;

import io.headroom.verdict.Findings;
import java.util.stream.Collectors;

/** Every step's line, as the run printed it. */
public final class StepTable {

    private StepTable() {}

    /** Lines without a newline at the end. */
    public static String of(Findings findings) {
        return findings.steps().stream()
                .map(step -> StepLine.of(step.statistics(), step.verdict()))
                .collect(Collectors.joining("\n"));
    }
}
