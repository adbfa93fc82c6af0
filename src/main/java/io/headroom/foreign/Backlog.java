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

    /** Factor above the lowest median latency of any part of the run; a growing queue goes far beyond it. */
    private static final double GROWN_LATENCY = 2;

    /** Factor above that latency from which on waiting cannot be ruled out. */
    private static final double SLOWER = 1.3;

    /**
     * Share of the requests sent in a step below which its answers fell behind even if they take so long that those due in it were
     * sent before the load began.
     */
    private static final double WELL_BEHIND = 0.8;

    private final LoadTimeline timeline;
    private final long leastLatencyMillis;

    Backlog(LoadTimeline timeline, List<StepStatistics> steps) {
        this.timeline = timeline;
        this.leastLatencyMillis = steps.stream()
                .filter(step -> step.latency().count() > 0)
                .mapToLong(step -> step.latency().p50())
                .reduce(timeline.leastLatencyMillis(), Math::min);
    }

    /** Returns whether the queue grew during the step: answers fell behind what is sent, and take longer. */
    boolean grows(StepStatistics step) {
        double sent = step.counts().total();
        return isSlower(step, GROWN_LATENCY) && (fallsBehind(step) || ended(step) < WELL_BEHIND * sent);
    }

    /** Returns whether the step may owe answers, so that it is no evidence of a load that was served. */
    boolean mayGrow(StepStatistics step) {
        double sent = step.counts().total();
        return fallsBehind(step) || (isSlower(step, SLOWER) && ended(step) < Goodputs.PLATEAU * sent);
    }

    private boolean isSlower(StepStatistics step, double factor) {
        return step.latency().p50() >= factor * Math.max(1, leastLatencyMillis);
    }

    private static double ended(StepStatistics step) {
        return step.goodputPerSecond() * step.windowMillis() / 1000;
    }

    private boolean fallsBehind(StepStatistics step) {
        long latencyMillis = step.latency().p50();
        double due = timeline.sent(
                Outcome.OK, step.windowStartMillis() - latencyMillis, step.windowEndMillis() - latencyMillis);
        return ended(step) < Goodputs.PLATEAU * due && due - ended(step) > NOISE_DEVIATIONS * Math.sqrt(due);
    }
}
