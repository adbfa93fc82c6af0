package io.headroom.report;

import io.headroom.gate.Baseline;
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
public record ComparisonReport(Baseline before, Baseline after, Comparison capacity, Optional<Comparison> targetP95) {

    /** Compares the figures of two runs. */
    public static ComparisonReport of(Baseline before, Baseline after) {
        return new ComparisonReport(
                before,
                after,
                Comparison.of(before.capacity().known(), after.capacity().known()),
                before.targetP95() != null && after.targetP95() != null
                        ? Optional.of(Comparison.of(
                                before.targetP95().known(), after.targetP95().known()))
                        : Optional.empty());
    }
}
