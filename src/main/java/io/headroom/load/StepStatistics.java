package io.headroom.load;

import java.util.Optional;

/**
 * What one step measured. All figures come from its measured window, which leaves out the settling at its start.
 *
 * <p>A request belongs to the step, and to the window, in which it was <em>sent</em>. Goodput counts successes that
 * <em>ended</em> inside the window, divided by the window's length: in a steady state what was sent before the window
 * and ends in it makes up for what is sent in it and ends later.
 *
 * @param step             what was run
 * @param windowStartMillis start of the measured window, milliseconds after the start of the run
 * @param windowMillis     length of the measured window; 0 when the step ended before it had settled
 * @param counts           requests sent in the window, by outcome
 * @param goodputPerSecond successes that ended in the window, per second; 0 when the window is empty
 * @param latency          of the successes
 * @param refusedLatency   of the refused
 * @param probes           readiness probes that ended during the window
 * @param probeFailures    those of them that failed
 * @param sentPerSecond    requests sent in the window, per second; 0 when it is empty; of several injectors the sum of their
 *                         rates, each over its own window, as with goodput
 * @param offered          what all injectors offered together
 * @param injector         what they noticed about themselves, where that was kept
 */
public record StepStatistics(
        Step step,
        long windowStartMillis,
        long windowMillis,
        OutcomeCounts counts,
        double goodputPerSecond,
        LatencyMillis latency,
        LatencyMillis refusedLatency,
        long probes,
        long probeFailures,
        double sentPerSecond,
        Load offered,
        Optional<InjectorStatistics> injector) {

    public StepStatistics {
        if (windowMillis < 0 || !(goodputPerSecond >= 0)) {
            throw new IllegalArgumentException("window " + windowMillis + " ms, goodput " + goodputPerSecond);
        }
    }

    /** Of one injector. */
    public StepStatistics(
            Step step,
            long windowStartMillis,
            long windowMillis,
            OutcomeCounts counts,
            double goodputPerSecond,
            LatencyMillis latency,
            LatencyMillis refusedLatency,
            long probes,
            long probeFailures) {
        this(
                step,
                windowStartMillis,
                windowMillis,
                counts,
                goodputPerSecond,
                latency,
                refusedLatency,
                probes,
                probeFailures,
                windowMillis == 0 ? 0 : counts.total() * 1000.0 / windowMillis,
                step.load(),
                Optional.empty());
    }

    /** The share of requests, 0 to 1, that were refused. */
    public double refusedShare() {
        return counts.share(Outcome.REFUSED);
    }

    /** End of the measured window, milliseconds after the start of the run. */
    public long windowEndMillis() {
        return windowStartMillis + windowMillis;
    }
}
