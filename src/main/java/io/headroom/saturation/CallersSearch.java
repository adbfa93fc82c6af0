package io.headroom.saturation;

import io.headroom.load.Load.Callers;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import java.util.List;
import java.util.Optional;

/**
 * Closed-loop search: start low, raise by a factor until refusals come, then narrow down between the highest clean and
 * the lowest refused number of callers until they are neighbours.
 *
 * <p>Narrowing by halves needs log₂ steps where lowering one by one needs as many as the last raise overshot; and it
 * ends on the same pair: n callers without refusals, n + 1 with. The goodput is read at the boundary step, never the
 * largest one seen: the largest of noisy numbers is biased upward.
 */
public final class CallersSearch implements SaturationSearch<RoundResult> {

    private final SearchSettings settings;

    public CallersSearch(SearchSettings settings) {
        this.settings = settings;
    }

    @Override
    public Decision<RoundResult> next(List<StepStatistics> finished) {
        StepStatistics clean = null;
        StepStatistics beyond = null;
        Stall stall = Stall.NONE;
        int taken = 0;
        for (StepStatistics step : finished) {
            StepVerdict verdict = settings.rule().judge(step);
            stall = stall.after(step, verdict);
            if (stall.isFinal()) {
                return new Decision.Ended<>(new RoundResult.Useless(step, verdict));
            }
            switch (verdict) {
                case CLEAN -> {
                    clean = clean == null || callers(step) >= callers(clean) ? step : clean;
                    taken = Math.max(taken, callers(step));
                }
                case SATURATED, FAILING -> beyond = beyond == null || callers(step) <= callers(beyond) ? step : beyond;
                case INJECTOR_BOUND -> taken = Math.max(taken, callers(step));
                case WRONG_TEST, UNMEASURED -> {
                    return new Decision.Ended<>(new RoundResult.Useless(step, verdict));
                }
            }
        }
        return beyond == null ? raise(clean, taken) : lower(clean, beyond);
    }

    /** @param taken the most callers that were not refused, though the injector may have limited what they sent */
    private Decision<RoundResult> raise(StepStatistics clean, int taken) {
        if (taken == 0) {
            return offer(Purpose.UP, settings.startCallers());
        }
        if (clean != null && callers(clean) >= settings.maximumCallers()) {
            return new Decision.Ended<>(new RoundResult.NotSaturated(clean));
        }
        int raised = (int) Math.min(settings.maximumCallers(), Math.ceil(taken * settings.growth()));
        return offer(Purpose.UP, raised);
    }

    private Decision<RoundResult> lower(StepStatistics clean, StepStatistics beyond) {
        int high = callers(beyond);
        if (clean == null) {
            return high == 1
                    ? new Decision.Ended<>(new RoundResult.NothingTaken(beyond))
                    : offer(Purpose.DOWN, high / 2);
        }
        int low = callers(clean);
        if (isNarrow(low, high)) {
            return new Decision.Ended<>(new RoundResult.Boundary(clean, beyond));
        }
        return offer(Purpose.DOWN, (low + high) / 2);
    }

    private boolean isNarrow(int low, int high) {
        return high - low <= Math.max(1, (int) (low * settings.resolution()));
    }

    /**
     * The boundary that takes the most steps to find.
     *
     * @param low  callers known to be clean; 0 when none are
     * @param high callers known to be refused
     */
    public int slowestBoundary(int low, int high) {
        return slowest(low, high, 0).boundary();
    }

    private Slowest slowest(int low, int high, int steps) {
        if (isNarrow(low, high)) {
            return new Slowest(low, steps);
        }
        Slowest lower = slowest(low, (low + high) / 2, steps + 1);
        Slowest upper = slowest((low + high) / 2, high, steps + 1);
        return upper.steps() >= lower.steps() ? upper : lower;
    }

    private record Slowest(int boundary, int steps) {}

    private static Decision<RoundResult> offer(Purpose purpose, int callers) {
        return new Decision.Offer<>(0, purpose, new Callers(callers), Optional.empty());
    }

    /** The callers of a step of this search; it has steps of no other kind. */
    static int callers(StepStatistics step) {
        if (step.step().load() instanceof Callers callers) {
            return callers.callers();
        }
        throw new IllegalArgumentException(
                "not a step of a callers search: " + step.step().label());
    }
}
