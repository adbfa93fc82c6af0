package io.headroom.saturation;

import io.headroom.load.Limit;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The highest number of callers whose steps kept a limit. Their goodput is no rate to promise: callers wait for their answers, and send
 * the less the slower these are. Requests that do not wait for each other come in bunches, queue, and break the limit at lower rates.
 *
 * @param callers          number of callers
 * @param goodputPerSecond what these callers were served, successes per second
 */
public record CallersUnderLimit(int callers, double goodputPerSecond) {

    /**
     * Finds them in the steps of a search. All steps of a number of callers count together, since single ones are short.
     *
     * @param limits   limits that all have to be kept
     * @param finished the finished steps outside of outages, oldest first
     */
    public static Optional<CallersUnderLimit> of(
            List<Limit> limits, List<StepStatistics> finished, SaturationRule rule) {
        Map<Integer, List<StepStatistics>> byCallers = finished.stream()
                .filter(step -> step.step().purpose() != Purpose.WARM_UP)
                .filter(step -> step.offered().closedLoopCallers().isPresent())
                .filter(step -> step.counts().of(Outcome.OK) > 0)
                .filter(step -> rule.judge(step) != StepVerdict.INJECTOR_BOUND)
                .collect(Collectors.groupingBy(
                        step -> step.offered().closedLoopCallers().orElseThrow(), TreeMap::new, Collectors.toList()));
        return byCallers.entrySet().stream()
                .filter(entry -> limits.stream().allMatch(limit -> isKept(limit, entry.getValue())))
                .reduce((fewer, more) -> more)
                .map(entry -> new CallersUnderLimit(entry.getKey(), goodput(entry.getValue())));
    }

    private static boolean isKept(Limit limit, Collection<StepStatistics> steps) {
        long misses = steps.stream().mapToLong(limit::misses).sum();
        double requests =
                steps.stream().mapToLong(step -> step.counts().total()).sum();
        return misses <= limit.allowed() * requests;
    }

    private static double goodput(Collection<StepStatistics> steps) {
        double millis = steps.stream().mapToLong(StepStatistics::windowMillis).sum();
        return steps.stream()
                        .mapToDouble(step -> step.goodputPerSecond() * step.windowMillis())
                        .sum()
                / millis;
    }
}
