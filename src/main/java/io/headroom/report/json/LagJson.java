package io.headroom.report.json;

import io.headroom.load.Lag;
import io.headroom.report.Figures;

/** How late something was in {@code headroom.json}, milliseconds. */
public record LagJson(double mean, double p50, double p99, double max) {

    /** Nothing where nothing was measured. */
    static LagJson of(Lag lag) {
        return lag.count() == 0
                ? null
                : new LagJson(
                        Figures.rounded(lag.meanMillis()),
                        Figures.rounded(lag.p50Millis()),
                        Figures.rounded(lag.p99Millis()),
                        Figures.rounded(lag.maxMillis()));
    }
}
