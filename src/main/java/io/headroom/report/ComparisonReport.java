package io.headroom.report;

import io.headroom.gate.Baseline;
import io.headroom.gate.Baseline.Interval;
import io.headroom.gate.Comparison;
import java.util.Optional;

/**
 * A comparison of two runs.
 *
 * @param before    figures of the earlier run
 * @param after     figures of the later run
 * @param capacity  change of the capacity
 * @param targetP95 change of the 95th percentile of the latency at the target; empty if one of the runs did not measure it
 */
public record ComparisonReport(
        Baseline before, Baseline after, Comparison capacity, Optional<LatencyChange> targetP95) {

    /**
     * A latency of both runs, and its change.
     *
     * @param before in milliseconds
     * @param after  in milliseconds
     */
    public record LatencyChange(Interval before, Interval after, Comparison change) {

        private static LatencyChange of(Interval before, Interval after) {
            return new LatencyChange(before, after, Comparison.of(before.known(), after.known()));
        }
    }

    /** Compares the figures of two runs. */
    public static ComparisonReport of(Baseline before, Baseline after) {
        return new ComparisonReport(
                before,
                after,
                Comparison.of(before.capacity().known(), after.capacity().known()),
                before.targetP95()
                        .flatMap(earlier -> after.targetP95().map(later -> LatencyChange.of(earlier, later))));
    }
}
