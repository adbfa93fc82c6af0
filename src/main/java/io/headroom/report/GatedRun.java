package io.headroom.report;

import io.headroom.gate.GateSettings;
import io.headroom.gate.Gates;
import io.headroom.gate.RunFigures;
import java.io.IOException;

/**
 * A run and the results of its gates.
 *
 * @param report report of the run
 * @param gates  results of all gates
 */
public record GatedRun(RunReport report, Gates gates) {

    /**
     * Judges a run by the gates that are set.
     *
     * @throws IOException when the baseline of the regression gate exists and cannot be read
     */
    public static GatedRun of(RunReport report, GateSettings settings, Baselines baselines) throws IOException {
        Gates gates = Gates.judge(
                RunFigures.of(report.findings()),
                settings,
                RunBaseline.reference(report, baselines, settings.regression()));
        return new GatedRun(report, gates);
    }

    /** Returns the name of the run, which is that of its folder. */
    public String name() {
        return report.folder().name();
    }

    /**
     * Returns a description of the measured endpoint. Every output of the gates shows it, because a gate that the stand-in passes
     * says nothing about a service.
     */
    public String endpoint() {
        return report.workload()
                .map(workload -> workload.endpoint().description())
                .orElse("unknown");
    }
}
