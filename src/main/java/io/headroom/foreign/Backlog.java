package io.headroom.foreign;

import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import java.util.List;

/**
 * Whether a service that refuses nothing falls behind what it is sent.
 *
 * <p>What ends in a window was sent about a median latency L before. While the rate changes, goodput differs from what is
 * sent at the same time by L times the slope, however healthy the service is. So goodput is compared with the successes that
 * were sent in the window shifted back by L: of D of them, a service that keeps up leaves out no more than the noise of a
 * count, {@code 3·√D}. One that does not keep up has a queue, and so a latency that is a multiple of the least.
 */
final class Backlog {

    private static final double NOISE_DEVIATIONS = 3;

    /** Times the least median latency of all steps; a queue grows far beyond. */
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
