package io.headroom.gate;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The settings of the gates. A gate that is not set is not judged.
 *
 * @param minimumSaturation  least goodput at the saturation point, requests per second
 * @param minimumRateUnderLimit least capacity under the limit, requests per second
 * @param minimumTargetRate  least rate to run at, requests per second
 * @param targetLatency      longest latency of successes at the target, milliseconds
 * @param targetRefusedShare largest share of refused requests at the target, 0 to 1
 * @param readyBelowTarget   whether readiness failures at loads up to the target fail the gate
 * @param consistency        largest half width of the capacity's 95 % interval, as a share of the capacity
 * @param regression         largest change since a baseline
 * @param inconclusive       effect of a gate that is inconclusive
 */
public record GateSettings(
        OptionalDouble minimumSaturation,
        OptionalDouble minimumRateUnderLimit,
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
     * @param baseline    name of the baseline
     * @param largestLoss largest allowed loss of capacity, as a share of the baseline's capacity
     */
    public record Regression(String baseline, double largestLoss) {}

    /** The effect of an inconclusive gate. */
    public enum Inconclusive {
        /** It fails the build, like a failed gate. */
        FAIL,
        /** It is only reported. */
        WARN;

        /** Returns the name used in settings. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns whether no gate is set. */
    public boolean isEmpty() {
        return minimumSaturation.isEmpty()
                && minimumRateUnderLimit.isEmpty()
                && minimumTargetRate.isEmpty()
                && targetLatency.isEmpty()
                && targetRefusedShare.isEmpty()
                && !readyBelowTarget
                && consistency.isEmpty()
                && regression.isEmpty();
    }
}
