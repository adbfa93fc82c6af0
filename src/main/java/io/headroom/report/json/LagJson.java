package io.headroom.report.json;

import io.headroom.load.Lag;
import io.headroom.report.Figures;

/** A distribution of delays in {@code headroom.json}, in milliseconds. */
public record LagJson(double mean, double p50, double p99, double max) {

    /** Returns the figures; null, which is not written, if nothing was measured. */
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
