package io.headroom.saturation;

import io.headroom.load.Limit;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
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

    /** Standard deviations by which chance does not explain misses: 99.9 %, one-sided. */
    private static final double CERTAIN_Z = 3;

    /**
     * Finds them in the steps of a search. All steps of a number of callers count together, since single ones are short. More callers than
     * some that missed a limit, and not by chance, do not count, although they may have kept it.
     *
     * @param limits   limits that all have to be kept
     * @param finished the finished steps outside of outages, oldest first
     */
    public static Optional<CallersUnderLimit> of(
            List<Limit> limits, List<StepStatistics> finished, SaturationRule rule) {
        SortedMap<Integer, List<StepStatistics>> byCallers = finished.stream()
                .filter(step -> step.step().purpose() != Purpose.WARM_UP)
                .filter(step -> step.offered().closedLoopCallers().isPresent())
                .filter(step -> step.counts().of(Outcome.OK) > 0)
                .filter(step -> rule.judge(step) != StepVerdict.INJECTOR_BOUND)
                .collect(Collectors.groupingBy(
                        step -> step.offered().closedLoopCallers().orElseThrow(), TreeMap::new, Collectors.toList()));
        return byCallers.entrySet().stream()
                .takeWhile(entry -> limits.stream().noneMatch(limit -> isMissed(limit, entry.getValue())))
                .filter(entry -> limits.stream().allMatch(limit -> isKept(limit, entry.getValue())))
                .reduce((fewer, more) -> more)
                .map(entry -> new CallersUnderLimit(entry.getKey(), goodput(entry.getValue())));
    }

    private static boolean isKept(Limit limit, Collection<StepStatistics> steps) {
        return misses(limit, steps) <= limit.allowed() * requests(steps);
    }

    private static boolean isMissed(Limit limit, Collection<StepStatistics> steps) {
        return SaturationRule.wilsonLowerBound(misses(limit, steps), requests(steps), CERTAIN_Z) > limit.allowed();
    }

    private static long misses(Limit limit, Collection<StepStatistics> steps) {
        return steps.stream().mapToLong(limit::misses).sum();
    }

    private static long requests(Collection<StepStatistics> steps) {
        return steps.stream().mapToLong(step -> step.counts().total()).sum();
    }

    private static double goodput(Collection<StepStatistics> steps) {
        double millis = steps.stream().mapToLong(StepStatistics::windowMillis).sum();
        return steps.stream()
                        .mapToDouble(step -> step.goodputPerSecond() * step.windowMillis())
                        .sum()
                / millis;
    }
}
