package io.headroom.gate;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a run must show. A gate that is not set is not judged.
 *
 * @param minimumSaturation  least goodput at the saturation point, requests per second
 * @param minimumTargetRate  least rate to run at, requests per second
 * @param targetLatency      longest latency of successes at the target, milliseconds
 * @param targetRefusedShare largest share of refused requests at the target, 0 to 1
 * @param readyBelowTarget   whether no readiness failure is allowed at loads up to the target
 * @param consistency        largest half width of the capacity's 95 % interval, as a share of the capacity
 * @param regression         against a baseline
 * @param inconclusive       what becomes of a run of which a gate cannot say whether it passes
 */
public record GateSettings(
        OptionalDouble minimumSaturation,
        OptionalDouble minimumTargetRate,
        Map<Percentile, Double> targetLatency,
        OptionalDouble targetRefusedShare,
        boolean readyBelowTarget,
        OptionalDouble consistency,
        Optional<Regression> regression,
        Inconclusive inconclusive) {

    public GateSettings {
        targetLatency = Map.copyOf(targetLatency);
    }

    /**
     * A gate on the change since a baseline.
     *
     * @param baseline    its name
     * @param largestLoss of capacity, as a share of the baseline's
     */
    public record Regression(String baseline, double largestLoss) {}

    /** What an inconclusive gate does. */
    public enum Inconclusive {
        /** The same as a failed one. */
        FAIL,
        /** Only says so. */
        WARN;

        /** The name used in settings. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether there is nothing to judge. */
    public boolean isEmpty() {
        return minimumSaturation.isEmpty()
                && minimumTargetRate.isEmpty()
                && targetLatency.isEmpty()
                && targetRefusedShare.isEmpty()
                && !readyBelowTarget
                && consistency.isEmpty()
                && regression.isEmpty();
    }
}
