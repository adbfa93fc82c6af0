package io.headroom.report;

import io.headroom.load.Lag;

/** How late something was in {@code headroom.json}, milliseconds. */
record LagPart(double mean, double p50, double p99, double max) {

    /** Nothing where nothing was measured. */
    static LagPart of(Lag lag) {
        return lag.count() == 0
                ? null
                : new LagPart(
                        Figures.rounded(lag.meanMillis()),
                        Figures.rounded(lag.p50Millis()),
                        Figures.rounded(lag.p99Millis()),
                        Figures.rounded(lag.maxMillis()));
    }
}
