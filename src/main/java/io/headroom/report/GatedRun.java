package io.headroom.report;

import io.headroom.gate.GateResult;
import io.headroom.gate.GateResult.GateOutcome;
import io.headroom.gate.GateSettings;
import io.headroom.gate.Gates;
import io.headroom.gate.RunFigures;
import io.headroom.report.ci.JunitXml;
import io.headroom.report.ci.MarkdownSummary;
import io.headroom.report.ci.OpenMetrics;
import io.headroom.report.json.GatesDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A run and what its gates say.
 *
 * @param report of the run
 * @param gates  judged
 */
public record GatedRun(RunReport report, Gates gates) {

    /**
     * Judges a run.
     *
     * @throws IOException when there is a baseline that cannot be read
     */
    public static GatedRun of(RunReport report, GateSettings settings, Baselines baselines) throws IOException {
        Gates gates = Gates.judge(
                RunFigures.of(report.findings()),
                settings,
                RunBaseline.reference(report, baselines, settings.regression()));
        return new GatedRun(report, gates);
    }

    /** All gates, a line each, then what becomes of the run. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Measured: " + endpoint());
        for (GateResult result : gates.results()) {
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
        lines.add(gates.summary());
        if (gates.letsThrough() && gates.outcome() == GateOutcome.INCONCLUSIVE) {
            lines.add("WARNING: inconclusive, and let through by headroom.gates.inconclusive = warn");
        }
        return lines;
    }

    /**
     * Writes the files for a pipeline into the run's folder.
     *
     * @return where they are
     */
    public List<Path> writeOutputs() throws IOException {
        return List.of(
                report.folder().writeOutput("gates.json", json()),
                report.folder().writeOutput("junit.xml", JunitXml.of(this).getBytes(StandardCharsets.UTF_8)),
                report.folder()
                        .writeOutput("summary.md", MarkdownSummary.of(this).getBytes(StandardCharsets.UTF_8)),
                report.folder().writeOutput("metrics.txt", OpenMetrics.of(this)));
    }

    /** {@code gates.json}. */
    public byte[] json() {
        return GatesDocument.of(this).json();
    }

    /** The run, by the name of its folder. */
    public String name() {
        return report.folder().name();
    }

    /** What was measured: a gate that a stand-in passes says nothing of a service. */
    public String endpoint() {
        return report.workload()
                .map(workload -> workload.endpoint().description())
                .orElse("unknown");
    }
}
