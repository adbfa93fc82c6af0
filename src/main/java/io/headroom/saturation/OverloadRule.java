package io.headroom.saturation;

import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import java.util.List;
import java.util.Optional;

/**
 * The rule for the steps of a whole run. Where all virtual users were in flight under overload with arrivals, or near a limit, and the
 * injector had CPU to spare, a single step cannot tell whether users were too few or requests wait for the service. The
 * latency R₀ without waiting, from the other steps, tells: N users get at most {@code N ÷ R₀} answers per second, so that
 * with a latency of R₀ they are the limit. From {@value #GROWN}·R₀ on, at least half of the time that a request takes it
 * waits for the service. The service is then full, although it refuses nothing: it queues.
 *
 * @param rule decides about single steps
 */
public record OverloadRule(SaturationRule rule) {

    /** Latency, as a multiple of the one without waiting, from which on the service is full. */
    private static final double GROWN = 2;

    /**
     * Requests that wait for a service.
     *
     * @param inFlight number of requests in flight, by Little's law: goodput times mean latency
     * @param slowness latency as a multiple of the one without waiting
     */
    public record Waiting(long inFlight, double slowness) {}

    /**
     * Returns the verdict on a finished step.
     *
     * @param run the finished steps of its run; those after it do not matter
     */
    public StepVerdict judge(StepStatistics step, List<StepStatistics> run) {
        StepVerdict single = rule.judge(step);
        return single == StepVerdict.INJECTOR_BOUND && waiting(step, run).isPresent() ? StepVerdict.SATURATED : single;
    }

    /**
     * Returns the requests that waited for the service while no virtual user was free; empty if the step shows none.
     *
     * @param run the finished steps of its run; those after it do not matter
     */
    public Optional<Waiting> waiting(StepStatistics step, List<StepStatistics> run) {
        boolean allInFlight = mayWait(step.step().purpose())
                && step.latency().count() > 0
                && rule.judge(step) == StepVerdict.INJECTOR_BOUND
                && rule.injectorLimit(step)
                        .filter(limit -> limit == InjectorLimit.USERS)
                        .isPresent();
        if (!allInFlight) {
            return Optional.empty();
        }
        List<StepStatistics> before = served(run).stream()
                .filter(other -> other.step().number() < step.step().number())
                .toList();
        return Optional.of(before)
                .filter(steps -> !steps.isEmpty())
                .map(steps -> new Waiting(
                        Math.round(step.goodputPerSecond() * step.latency().mean() / 1000),
                        step.latency().mean() / IdleLatency.millis(steps)))
                .filter(waiting -> waiting.slowness() >= GROWN);
    }

    /** Returns whether steps of that purpose may find the service full: by intent, or because a limit allows nearly the capacity. */
    private static boolean mayWait(Purpose purpose) {
        return isOverload(purpose) || purpose == Purpose.LIMIT;
    }

    /** Returns whether steps of that purpose offer arrivals to overload the service. */
    public static boolean isOverload(Purpose purpose) {
        return purpose == Purpose.UP || purpose == Purpose.PLATEAU;
    }

    /** Returns the steps in which requests succeeded. */
    static List<StepStatistics> served(List<StepStatistics> steps) {
        return steps.stream()
                .filter(step -> step.latency().count() > 0 && step.goodputPerSecond() > 0)
                .toList();
    }
}
