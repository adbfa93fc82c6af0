package io.headroom.load;

import java.util.Optional;

/**
 * The figures that one step measured. All of them come from its measured window, which leaves out the settling at its
 * start.
 *
 * <p>A request belongs to the step, and to the window, in which it was <em>sent</em>. Goodput counts the successes that
 * <em>ended</em> inside the window, divided by the length of the window. In a steady state, the requests that were sent
 * before the window and end in it make up for those that are sent in it and end later.
 *
 * @param step              the step that was run
 * @param windowStartMillis start of the measured window, in milliseconds after the start of the run
 * @param windowMillis      length of the measured window; 0 if the step ended before it had settled
 * @param counts            number of requests sent in the window
 * @param goodputPerSecond  successes per second that ended in the window; 0 if the window is empty
 * @param latency           latency of the successes
 * @param refusedLatency    latency of the refused requests
 * @param probes            number of readiness probes that ended in the window
 * @param probeFailures     number of those probes that failed
 * @param sentPerSecond     requests per second sent in the window; 0 if the window is empty. For several injectors,
 *                          this and goodput are sums of the injectors' rates, each over its own window
 * @param offered           load that all injectors offered together
 * @param successes         latencies of the successes, of arrivals from their scheduled time where the injectors kept it
 * @param injector          what the injectors observed about themselves, if that was kept
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
        LatencyCounts successes,
        Optional<InjectorStatistics> injector) {

    public StepStatistics {
        ImpossibleRunException.requireFigure("the length of a measured window", (double) windowMillis);
        ImpossibleRunException.requireFigure("a goodput", goodputPerSecond);
        ImpossibleRunException.requireFigure("a rate of requests", sentPerSecond);
    }

    /** Creates the statistics of a single injector that kept no single latencies. */
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
                LatencyCounts.NONE,
                Optional.empty());
    }

    /** Returns the share of requests, 0 to 1, that were refused. */
    public double refusedShare() {
        return counts.share(Outcome.REFUSED);
    }

    /** Returns the end of the measured window, in milliseconds after the start of the run. */
    public long windowEndMillis() {
        return windowStartMillis + windowMillis;
    }
}
