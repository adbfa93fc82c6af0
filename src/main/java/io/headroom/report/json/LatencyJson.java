package io.headroom.report.json;

import io.headroom.load.LatencyMillis;
import io.headroom.report.Figures;

/** The latency of one kind of answer in {@code headroom.json}, in milliseconds. */
public record LatencyJson(double mean, long p50, long p95, long p99, long max) {

    /** Returns the figures; null, which is not written, if there was no such answer. */
    static LatencyJson of(LatencyMillis latency) {
        return latency.count() == 0
                ? null
                : new LatencyJson(
                        Figures.rounded(latency.mean()), latency.p50(), latency.p95(), latency.p99(), latency.max());
    }
}
