package io.headroom.foreign;

import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import java.util.List;

/**
 * Tells whether a service that refuses nothing falls behind the load that it is sent.
 *
 * <p>Requests that end in a window were sent about a median latency L before. So while the rate changes, goodput
 * differs from the rate of sending at the same time by L times the slope of the rate, however healthy the service is.
 * Goodput is therefore compared with D, the number of successes that were sent in the window shifted back by L. If a
 * service keeps up, no more of them are missing than the noise of a count explains, {@code 3·√D}. If it does not keep
 * up, it has a queue, and so a latency that is a multiple of the lowest one.
 */
final class Backlog {

    /** Standard deviations of a count that noise explains. */
    private static final double NOISE_DEVIATIONS = 3;

    /** Factor above the lowest median latency of all steps; a growing queue goes far beyond it. */
    private static final double GROWN_LATENCY = 2;

    private final LoadTimeline timeline;
    private final long leastLatencyMillis;

    Backlog(LoadTimeline timeline, List<StepStatistics> steps) {
        this.timeline = timeline;
        this.leastLatencyMillis = steps.stream()
                .filter(step -> step.latency().count() > 0)
                .mapToLong(step -> step.latency().p50())
                .min()
                .orElse(0);
    }

    /** Returns whether the queue grew during the step. */
    boolean grows(StepStatistics step) {
        long latencyMillis = step.latency().p50();
        double due = timeline.sent(
                Outcome.OK, step.windowStartMillis() - latencyMillis, step.windowEndMillis() - latencyMillis);
        double ended = step.goodputPerSecond() * step.windowMillis() / 1000;
        return latencyMillis >= GROWN_LATENCY * Math.max(1, leastLatencyMillis)
                && ended < Goodputs.PLATEAU * due
                && due - ended > NOISE_DEVIATIONS * Math.sqrt(due);
    }
}
