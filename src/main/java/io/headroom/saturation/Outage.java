package io.headroom.saturation;

import io.headroom.load.Load;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.StepStatistics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * A time in which the service served next to nothing of a load that it had served before. Then it is away: its pods are
 * restarted, or gone. A service that fails only beyond some load still serves the loads below, and is not away.
 *
 * @param first the step that showed it first
 * @param last  the last step so far
 * @param steps number of failing steps so far
 */
public record Outage(StepStatistics first, StepStatistics last, int steps) {

    /** A step that serves less than this share of what the service served at the same load, or at a lower one. */
    private static final double COLLAPSED = 0.5;

    /**
     * The steps of a run, divided by outages.
     *
     * @param others  steps outside of outages, oldest first: the evidence about the capacity
     * @param current the outage that the service has not come back from
     */
    public record Divided(List<StepStatistics> others, Optional<Outage> current) {
        public Divided {
            others = List.copyOf(others);
        }
    }

    private record Tried(int round, Load load) {}

    /**
     * Finds the outages among the steps of a run. If the service comes back, and the same load fails again in the same
     * round, the load is believed to be the reason; so is any higher rate of arrivals.
     *
     * @param finished the finished steps, oldest first, from the start of the warm-up
     * @param rule     decides whether a step failed
     */
    public static Divided divide(List<StepStatistics> finished, SaturationRule rule) {
        List<StepStatistics> others = new ArrayList<>();
        Set<Tried> excused = new HashSet<>();
        double tooMuch = Double.POSITIVE_INFINITY;
        Outage current = null;
        for (StepStatistics step : finished) {
            boolean failed = hasCollapsed(step, () -> served(step.offered(), others, rule), rule);
            boolean believed = step.offered().isOpen() && step.offered().amount() >= tooMuch;
            if (failed
                    && (current != null
                            || (!believed && excused.add(new Tried(step.step().round(), step.offered()))))) {
                current = current == null ? new Outage(step, step, 1) : current.with(step);
                removeCollapsedEnd(others, rule);
            } else {
                current = null;
                others.add(step);
                tooMuch = failed && step.offered().isOpen()
                        ? Math.min(tooMuch, step.offered().amount())
                        : tooMuch;
            }
        }
        return new Divided(others, Optional.ofNullable(current));
    }

    /** Removes a step of a higher load, right before the outage, that the service was away in already. */
    private static void removeCollapsedEnd(List<StepStatistics> others, SaturationRule rule) {
        StepStatistics end = others.get(others.size() - 1);
        double most = end.offered().amount();
        DoubleSupplier lower = () ->
                mostServed(clean(others, rule).filter(step -> step.offered().amount() <= most));
        if (!end.offered().isOpen() && hasCollapsed(end, lower, rule)) {
            others.remove(others.size() - 1);
        }
    }

    private Outage with(StepStatistics step) {
        return new Outage(first, step, steps + 1);
    }

    /** Returns the time from the first failing step to the end of the last one, in milliseconds. */
    public long millis() {
        return last.windowEndMillis() - first.windowStartMillis();
    }

    /**
     * Returns whether a step served next to nothing of what the service can serve: it failed, or at least half of it did
     * otherwise than by refusals, and its goodput is less than half of that; or all of it was refused.
     *
     * @param servedPerSecond goodput that the service showed at this load or a lower one; 0 if it is not known
     */
    static boolean hasCollapsed(StepStatistics step, DoubleSupplier servedPerSecond, SaturationRule rule) {
        return switch (rule.judge(step)) {
            case FAILING -> step.goodputPerSecond() < COLLAPSED * servedPerSecond.getAsDouble();
            case SATURATED ->
                failsMostly(step.counts())
                        ? step.goodputPerSecond() < COLLAPSED * servedPerSecond.getAsDouble()
                        : step.goodputPerSecond() == 0
                                && step.counts().of(Outcome.OK) == 0
                                && servedPerSecond.getAsDouble() > 0;
            case CLEAN, INJECTOR_BOUND, WRONG_TEST, UNMEASURED -> false;
        };
    }

    private static boolean failsMostly(OutcomeCounts counts) {
        long failed = counts.total() - counts.of(Outcome.OK) - counts.of(Outcome.REFUSED);
        return failed > 0 && 2 * failed >= counts.total();
    }

    /**
     * Returns what the service serves of this load at least, as far as the steps before show; 0 if no clean step offered
     * as much or more. Goodput does not fall with the callers, and grows at most in proportion to them: if m callers got
     * a goodput g, n callers get at least {@code g·min(1, n ÷ m)}. Of arrivals a service that is there serves as much as
     * it ever served, even if more are offered.
     */
    private static double served(Load load, List<StepStatistics> before, SaturationRule rule) {
        if (load.isOpen()) {
            return Math.min(load.amount(), mostServed(before.stream()));
        }
        boolean offered = clean(before, rule).anyMatch(step -> step.offered().amount() >= load.amount());
        return offered
                ? clean(before, rule)
                        .mapToDouble(step -> step.goodputPerSecond()
                                * Math.min(1, load.amount() / step.offered().amount()))
                        .max()
                        .orElse(0)
                : 0;
    }

    private static Stream<StepStatistics> clean(List<StepStatistics> steps, SaturationRule rule) {
        return steps.stream()
                .filter(step -> step.step().load().closedLoopCallers().isPresent())
                .filter(step -> rule.judge(step) == StepVerdict.CLEAN);
    }

    private static double mostServed(Stream<StepStatistics> steps) {
        return steps.mapToDouble(StepStatistics::goodputPerSecond).max().orElse(0);
    }
}
