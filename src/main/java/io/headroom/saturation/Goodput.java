package io.headroom.saturation;

import io.headroom.load.StepStatistics;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One measured goodput, and the noise that is expected of it. The logarithms of goodputs {@code i} and {@code j} of a
 * service whose capacity stays the same, measured at the times {@code t_i} and {@code t_j}, have the covariance
 *
 * <pre>{@code σ²·[i = j] + 0.03²·exp(−|t_i − t_j| ÷ 30 s)    with    σ² = 0.02² + 1 ÷ answers}</pre>
 *
 * <p>where {@code [i = j]} is 1 if i = j, else 0.
 *
 * @param millis  when it was measured, in milliseconds after the start of the run
 * @param log     logarithm of the goodput in successes per second
 * @param answers number of successes that it was counted from
 */
public record Goodput(long millis, double log, double answers) {

    private static final double STEP_SD = 0.02;
    private static final double DRIFT_SD = 0.03;

    /** Chance explains a difference up to this many standard deviations, though one of the two is the highest of many. */
    private static final double WITHIN_CHANCE = 3;

    /** Returns the goodput of a step. */
    static Goodput of(StepStatistics step) {
        return new Goodput(step.windowStartMillis(), Math.log(step.goodputPerSecond()), answers(step));
    }

    /** Returns the goodput as expected at another number of callers, if it grows with this power of them. */
    static Goodput of(StepStatistics step, int callers, double power) {
        double log =
                Math.log(step.goodputPerSecond()) - power * Math.log((double) CallersSearch.callers(step) / callers);
        return new Goodput(step.windowStartMillis(), log, answers(step));
    }

    /** Returns the number of successes that a step's goodput was counted from. */
    static double answers(StepStatistics step) {
        return step.goodputPerSecond() * step.windowMillis() / 1000;
    }

    /**
     * Returns the step that bounds the capacity from below: the one with the highest goodput. Chance makes the highest of
     * several goodputs too high, so of all at no less load that chance may explain the difference to, it is the one that was
     * counted from the most answers. At less load less may have been served since less was asked for. Chance is that of
     * counting and of one step: the slow drift of the service is none, since it did serve what it served when it was faster.
     * Empty if there are no steps.
     *
     * @param served steps whose load the service took
     */
    public static Optional<StepStatistics> bound(List<StepStatistics> served) {
        return served.stream()
                .max(Comparator.comparingDouble(StepStatistics::goodputPerSecond))
                .flatMap(highest -> served.stream()
                        .filter(step ->
                                step.offered().amount() >= highest.offered().amount())
                        .filter(step -> mayEqual(step, highest))
                        .max(Comparator.comparingDouble(Goodput::answers)));
    }

    private static boolean mayEqual(StepStatistics step, StepStatistics other) {
        if (step.equals(other)) {
            return true;
        }
        double variance = STEP_SD * STEP_SD + 1 / answers(step) + 1 / answers(other);
        return Math.abs(Math.log(step.goodputPerSecond() / other.goodputPerSecond()))
                <= WITHIN_CHANCE * Math.sqrt(variance);
    }

    /** Returns σ². */
    double stepVariance() {
        return STEP_SD * STEP_SD + 1 / answers;
    }

    /** Returns the covariance with another goodput, which both owe to the slow drift of the service. */
    double driftWith(Goodput other) {
        return DRIFT_SD * DRIFT_SD * RoundsInterval.correlation((double) Math.abs(millis - other.millis));
    }

    /**
     * Returns the standard deviation of the logarithm of a service's speed, as a mean over steps that follow each other and so share the
     * slow drift: {@code √(s² ÷ n + d²)}, with s = {@value #STEP_SD} for a step and d = {@value #DRIFT_SD} for the drift.
     *
     * @param steps n, at least 1
     */
    static double speedSd(int steps) {
        return Math.sqrt(STEP_SD * STEP_SD / steps + DRIFT_SD * DRIFT_SD);
    }
}
