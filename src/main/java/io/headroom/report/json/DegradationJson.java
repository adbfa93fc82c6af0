package io.headroom.report.json;

import io.headroom.report.Degradation;
import io.headroom.report.Figures;
import io.headroom.verdict.Findings;

/** The slowdown with several callers in {@code headroom.json}. */
record DegradationJson(double p50Ratio, double p95Ratio) {

    /** Returns the slowdown; null if the run did not compare. */
    static DegradationJson of(Findings findings) {
        return Degradation.of(findings)
                .map(ratio -> new DegradationJson(Figures.rounded(ratio.p50Ratio()), Figures.rounded(ratio.p95Ratio())))
                .orElse(null);
    }
}
