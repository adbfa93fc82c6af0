package io.headroom.report.json;

import io.headroom.report.Degradation;
import io.headroom.report.Figures;

/** The slowdown with several callers in {@code headroom.json}. */
record DegradationJson(double p50Ratio, double p95Ratio) {

    static DegradationJson of(Degradation ratio) {
        return new DegradationJson(Figures.rounded(ratio.p50Ratio()), Figures.rounded(ratio.p95Ratio()));
    }
}
