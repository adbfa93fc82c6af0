package io.headroom.saturation;

import io.headroom.load.StepStatistics;
import java.util.Comparator;
import java.util.List;

/**
 * The latency R₀ of a service in which no request waits: the mean over the answers of the fastest steps. Steps at a load
 * that queues are slower, and so are those of a cold service. The fastest step is the one whose mean latency, with its
 * standard deviation, is the lowest; steps that are slower by no more than chance explains count as well, since the
 * fastest of several is faster than the truth.
 *
 * @param millis  R₀, in milliseconds
 * @param callers fewest callers of these steps
 */
public record IdleLatency(double millis, int callers) {

    /** Chance may well explain a difference up to this many standard deviations. */
    private static final double WITHIN_CHANCE = 1;

    /** Returns the latency without waiting as at least one step with callers and successes shows it. */
    static IdleLatency of(List<StepStatistics> steps) {
        StepStatistics fastest = steps.stream()
                .min(Comparator.comparingDouble(step -> step.latency().mean() * (1 + Math.sqrt(variance(step)))))
                .orElseThrow();
        double millis = 0;
        double answers = 0;
        int callers = Integer.MAX_VALUE;
        for (StepStatistics step : steps) {
            double deviation = Math.sqrt(variance(step) + variance(fastest));
            if (step.latency().mean() <= fastest.latency().mean() * (1 + WITHIN_CHANCE * deviation)) {
                millis += step.latency().count() * step.latency().mean();
                answers += step.latency().count();
                callers = Math.min(callers, CallersSearch.callers(step));
            }
        }
        return new IdleLatency(millis / answers, callers);
    }

    private static double variance(StepStatistics step) {
        return Goodput.of(step).stepVariance();
    }
}
