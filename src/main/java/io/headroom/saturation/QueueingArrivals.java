package io.headroom.saturation;

import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import java.util.List;
import java.util.Optional;

/**
 * The finding that a service refuses nothing under overload with arrivals: it queues. {@link Queueing} is the same for callers.
 *
 * @param perSecond what it serves, in successes per second
 * @param inFlight  most requests in flight that it refused none of
 * @param refused   number of stray refusals under overload, by which no step was saturated
 */
public record QueueingArrivals(double perSecond, long inFlight, long refused) {

    /**
     * Returns the finding if no step of the search was saturated by refusals, and requests waited while no virtual user was
     * free; empty otherwise.
     *
     * @param finished all steps so far
     * @param capacity what the service serves under overload
     */
    public static Optional<QueueingArrivals> in(
            List<StepStatistics> finished, SearchSettings settings, CapacityEstimate capacity) {
        SaturationRule rule = settings.rule();
        OverloadRule overload = new OverloadRule(rule);
        List<StepStatistics> steps = finished.stream()
                .filter(step -> OverloadRule.isOverload(step.step().purpose()))
                .toList();
        boolean refuses = steps.stream().anyMatch(step -> rule.judge(step) == StepVerdict.SATURATED);
        long refused = steps.stream()
                .mapToLong(step -> RefusedShare.of(step).refused())
                .sum();
        return steps.stream()
                .filter(step -> !refuses && step.step().purpose() == Purpose.PLATEAU)
                .flatMap(step -> overload.waiting(step, finished).stream())
                .map(OverloadRule.Waiting::inFlight)
                .max(Long::compare)
                // Little's law with measured figures may say a few more than there were
                .map(inFlight -> Math.min(inFlight, MostInFlight.underOverload(finished, settings)))
                .map(inFlight -> new QueueingArrivals(capacity.perSecond(), inFlight, refused));
    }

    /** Returns the latency that each further request in flight adds, in milliseconds: 1 ÷ X. */
    public double millisPerRequest() {
        return 1000 / perSecond;
    }
}
