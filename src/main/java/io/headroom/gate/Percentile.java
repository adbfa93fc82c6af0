package io.headroom.gate;

import io.headroom.load.LatencyMillis;
import io.headroom.load.LatencyMillis.Bounds;
import java.util.Locale;

/** The percentiles of latency that can be gated. */
public enum Percentile {
    /** The median. */
    P50,
    /** The 95th percentile. */
    P95,
    /** The 99th percentile. */
    P99;

    /** Returns the name used in settings and documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns this percentile of the latencies in milliseconds, with its bounds. */
    Figure of(LatencyMillis latency) {
        return switch (this) {
            case P50 -> known(latency.p50(), latency.p50Bounds());
            case P95 -> known(latency.p95(), latency.p95Bounds());
            case P99 -> known(latency.p99(), latency.p99Bounds());
        };
    }

    private static Figure known(long millis, Bounds bounds) {
        boolean bounded = bounds.high() < Long.MAX_VALUE;
        return new Figure.Known(
                millis,
                Math.min(bounds.low(), millis),
                bounded ? Math.max(bounds.high(), millis) : Double.POSITIVE_INFINITY);
    }
}
