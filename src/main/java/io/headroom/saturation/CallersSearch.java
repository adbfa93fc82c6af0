package io.headroom.saturation;

import io.headroom.load.Load.Callers;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One round of the closed-loop search: get near the boundary with few short steps, then measure there for longer.
 *
 * <p>The first round starts low and raises by a factor until refusals come; a later one starts at the boundary that earlier
 * ones found, and leaves it, where it is not there any more, by steps that double. Then the gap between the highest clean
 * and the lowest refused number of callers is halved until they are neighbours: n callers without refusals, n + 1 with. A
 * boundary that only a short step calls clean is measured again, for longer; if that shows refusals, the search goes on
 * below.
 *
 * <p>A step that fails without refusing is run once more before it is believed: a pod that was away for a second says nothing
 * of the load. In a round that has seen a failure twice in a row, failures are as good a boundary as refusals.
 *
 * <p>The goodput is read at the boundary, never the largest one seen: the largest of noisy numbers is biased upward. A last
 * step with {@value #OVERLOAD} times as many callers shows whether the boundary is where the service is full.
 */
public final class CallersSearch implements SaturationSearch<RoundResult> {

    /** Callers at the step beyond the boundary, as a multiple of those there. */
    private static final int OVERLOAD = 2;

    /** Less than this multiple is no overload. */
    private static final double LEAST_OVERLOAD = 1.5;

    private final SearchSettings settings;
    private final OptionalInt near;

    private CallersSearch(SearchSettings settings, OptionalInt near) {
        this.settings = settings;
        this.near = near;
    }

    /** A round that knows nothing of the boundary. */
    public static CallersSearch first(SearchSettings settings) {
        return new CallersSearch(settings, OptionalInt.empty());
    }

    /** A round after others that found the boundary there. */
    public static CallersSearch near(int callers, SearchSettings settings) {
        return new CallersSearch(settings, OptionalInt.of(callers));
    }

    @Override
    public Decision<RoundResult> next(List<StepStatistics> finished) {
        StepStatistics beyond = null;
        StepStatistics doubted = null;
        StepStatistics overload = null;
        Stall stall = Stall.NONE;
        int taken = 0;
        boolean fails = false;
        for (StepStatistics step : finished) {
            StepVerdict verdict = settings.rule().judge(step);
            stall = stall.after(step, verdict);
            if (stall.isFinal() || verdict == StepVerdict.WRONG_TEST || verdict == StepVerdict.UNMEASURED) {
                return new Decision.Ended<>(new RoundResult.NoBoundary(step, verdict));
            }
            if (verdict == StepVerdict.INJECTOR_BOUND) {
                taken = Math.max(taken, callers(step));
                continue;
            }
            if (step.step().purpose() == Purpose.PLATEAU) {
                overload = step;
                continue;
            }
            fails |= verdict == StepVerdict.FAILING && doubted != null;
            doubted = verdict == StepVerdict.FAILING && !fails ? step : null;
            if (verdict == StepVerdict.SATURATED || (verdict == StepVerdict.FAILING && fails)) {
                beyond = beyond == null || callers(step) <= callers(beyond) ? step : beyond;
            }
        }
        if (doubted != null) {
            return offer(doubted.step().purpose(), callers(doubted));
        }
        StepStatistics clean = highestClean(finished, beyond == null ? Integer.MAX_VALUE : callers(beyond));
        return beyond == null ? raise(clean, taken) : lower(clean, beyond, Optional.ofNullable(overload));
    }

    /** What was refused once is not clean; of two steps the one that measured for longer counts. */
    private StepStatistics highestClean(List<StepStatistics> finished, int below) {
        return finished.stream()
                .filter(step -> settings.rule().judge(step) == StepVerdict.CLEAN && callers(step) < below)
                .max(Comparator.comparingInt(CallersSearch::callers).thenComparing(CallersSearch::isMeasured))
                .orElse(null);
    }

    /** @param taken the most callers that an injector offered whose limits falsify what it measured, but that were not refused */
    private Decision<RoundResult> raise(StepStatistics clean, int taken) {
        if (clean == null && near.isPresent()) {
            return offer(Purpose.BOUNDARY, near.getAsInt());
        }
        int callers = Math.max(taken, clean == null ? 0 : callers(clean));
        if (callers == 0) {
            return offer(Purpose.UP, settings.callers().start());
        }
        if (clean != null && callers(clean) >= settings.callers().maximum()) {
            return new Decision.Ended<>(new RoundResult.NotSaturated(clean));
        }
        double raised = Math.ceil(callers * settings.callers().growth());
        if (near.isPresent()) {
            raised = Math.min(raised, (double) callers + Math.max(grain(callers), callers - near.getAsInt()));
        }
        return offer(Purpose.UP, (int) Math.min(settings.callers().maximum(), raised));
    }

    private Decision<RoundResult> lower(
            StepStatistics clean, StepStatistics beyond, Optional<StepStatistics> overload) {
        int high = callers(beyond);
        if (clean == null) {
            return high == 1
                    ? new Decision.Ended<>(new RoundResult.NothingTaken(beyond))
                    : offer(Purpose.DOWN, lowered(high));
        }
        int low = callers(clean);
        if (!isNarrow(low, high)) {
            return offer(Purpose.DOWN, (low + high) / 2);
        }
        if (!isMeasured(clean)) {
            return offer(Purpose.BOUNDARY, low);
        }
        int more = (int) Math.min(settings.callers().maximum(), (long) OVERLOAD * low);
        if (overload.isEmpty() && more >= LEAST_OVERLOAD * low) {
            return offer(Purpose.PLATEAU, more);
        }
        return new Decision.Ended<>(new RoundResult.Boundary(clean, beyond, overload));
    }

    private int lowered(int high) {
        int half = high / 2;
        return near.isPresent() ? Math.max(half, high - Math.max(grain(high), near.getAsInt() - high)) : half;
    }

    private boolean isNarrow(int low, int high) {
        return high - low <= grain(low);
    }

    /** Differences of callers that are not resolved. */
    private int grain(int callers) {
        return Math.max(1, (int) (callers * settings.callers().resolution()));
    }

    private static boolean isMeasured(StepStatistics step) {
        return step.step().purpose() == Purpose.BOUNDARY;
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
        return step.step()
                .load()
                .closedLoopCallers()
                .orElseThrow(() -> new IllegalArgumentException(
                        "not a step of a callers search: " + step.step().label()));
    }
}
