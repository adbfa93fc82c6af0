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
        List<StepStatistics> fastest = fastest(steps);
        int callers = fastest.stream().mapToInt(CallersSearch::callers).min().orElseThrow();
        return new IdleLatency(mean(fastest), callers);
    }

    /** Returns R₀ as at least one step of any load with successes shows it, in milliseconds. */
    static double millis(List<StepStatistics> steps) {
        return mean(fastest(steps));
    }

    /** Returns the knee N* = X·R₀, in callers, of a service that serves X requests per second when it is full. */
    public double knee(double perSecond) {
        return perSecond * millis / 1000;
    }

    private static List<StepStatistics> fastest(List<StepStatistics> steps) {
        StepStatistics fastest = steps.stream()
                .min(Comparator.comparingDouble(step -> step.latency().mean() * (1 + Math.sqrt(variance(step)))))
                .orElseThrow();
        return steps.stream()
                .filter(step -> step.latency().mean()
                        <= fastest.latency().mean()
                                * (1 + WITHIN_CHANCE * Math.sqrt(variance(step) + variance(fastest))))
                .toList();
    }

    private static double mean(List<StepStatistics> steps) {
        double millis = 0;
        double answers = 0;
        for (StepStatistics step : steps) {
            millis += step.latency().count() * step.latency().mean();
            answers += step.latency().count();
        }
        return millis / answers;
    }

    private static double variance(StepStatistics step) {
        return Goodput.of(step).stepVariance();
    }
}
