package io.headroom.saturation;

import io.headroom.load.ImpossibleRunException;
import io.headroom.load.Load.Callers;
import io.headroom.load.Purpose;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Runs one round of the closed-loop search: it approaches the boundary with a few short steps, and then measures there
 * for longer.
 *
 * <p>The first round starts low and multiplies the callers by a factor until refusals come. A later round starts at the
 * boundary that earlier rounds found; if the boundary is not there any more, the round moves away from it by steps that
 * double. Then the gap between the highest clean and the lowest refused number of callers is bisected until they are
 * neighbours: n callers that the service takes, n + 1 that it does not. If only a short step showed that the boundary is clean,
 * it is measured again, for longer; if that shows refusals, the search goes on below. The top of the range is measured in
 * the same way before the round ends without a boundary, since its goodput is a bound of the capacity.
 *
 * <p>A step that fails without refusing is run once more before it counts, because a pod that was away for a second
 * says nothing about the load. In a round that has seen the same load fail twice, failures mark a boundary just as
 * refusals do. After a step in which next to nothing was served, the highest clean load is offered again: only a
 * service that still takes that failed because of the load.
 *
 * <p>A clean step whose load was not steady (see {@link Steadiness}) is run again, for longer, before it counts: where a
 * queue still fills, refusals come later.
 *
 * <p>A service that queues refuses nothing. Once {@link Queueing} proves that, and more callers need not be tried ({@link QueueLoad}), the
 * round measures it with enough callers to fill it, and with {@value #OVERLOAD} times as many. Later rounds only repeat these two steps.
 *
 * <p>The capacity is the goodput at the boundary, not the largest goodput seen, because the largest of noisy numbers is
 * biased upward. A last step with {@value #OVERLOAD} times as many callers shows whether the service is full at the
 * boundary.
 */
public final class CallersSearch implements SaturationSearch<RoundResult> {

    /** Callers of the step beyond the boundary, as a multiple of those at the boundary. */
    static final int OVERLOAD = 2;

    /** Most times that a step is run until its load is steady. */
    private static final int TRIES = 3;

    /** A smaller multiple, where the range of callers ends, is no overload. */
    static final double LEAST_OVERLOAD = 1.5;

    private final SearchSettings settings;
    private final OptionalInt near;
    private final boolean queues;

    private CallersSearch(SearchSettings settings, OptionalInt near, boolean queues) {
        this.settings = settings;
        this.near = near;
        this.queues = queues;
    }

    /** Returns a round that knows nothing about the boundary. */
    public static CallersSearch first(SearchSettings settings) {
        return new CallersSearch(settings, OptionalInt.empty(), false);
    }

    /** Returns a round after others that found this saturation point. */
    public static CallersSearch after(Saturation point, SearchSettings settings) {
        return new CallersSearch(
                settings, OptionalInt.of(point.callers()), point.median().isOfQueue());
    }

    /** Returns a round after others that found the boundary at this number of callers. */
    static CallersSearch near(int callers, SearchSettings settings) {
        return new CallersSearch(settings, OptionalInt.of(callers), false);
    }

    @Override
    public Decision<RoundResult> next(List<StepStatistics> finished) {
        RoundProgress soFar = RoundProgress.NONE;
        Stall stall = Stall.NONE;
        for (StepStatistics step : finished) {
            StepVerdict verdict = settings.rule().judge(step);
            stall = stall.after(step, verdict);
            if (stall.isFinal() || verdict == StepVerdict.WRONG_TEST || verdict == StepVerdict.UNMEASURED) {
                return new Decision.Ended<>(new RoundResult.NoBoundary(step, verdict));
            }
            soFar = soFar.after(step, verdict);
        }
        RoundProgress progress = soFar;
        return again(progress, finished).orElseGet(() -> approach(progress, finished));
    }

    /**
     * Returns the step that shows whether a failure is due to the load: the highest clean load, if next to nothing was
     * served; the same load once more, if the failure does not count yet. A clean step whose load was not steady is run
     * again, too.
     */
    private Optional<Decision<RoundResult>> again(RoundProgress progress, List<StepStatistics> finished) {
        if (progress.failed().isEmpty()) {
            return progress.clean()
                    .filter(clean -> isToBeRepeated(clean, finished))
                    .map(clean -> offer(clean.step().purpose(), callers(clean)));
        }
        StepStatistics failed = progress.failed().get();
        StepStatistics below = highestClean(finished, callers(failed));
        if (below != null && Outage.hasCollapsed(failed, below::goodputPerSecond, settings.rule())) {
            return Optional.of(offer(Purpose.DOWN, callers(below)));
        }
        boolean counts = progress.failuresCount() || settings.rule().judge(failed) == StepVerdict.SATURATED;
        return counts ? Optional.empty() : Optional.of(offer(failed.step().purpose(), callers(failed)));
    }

    private Decision<RoundResult> approach(RoundProgress progress, List<StepStatistics> finished) {
        StepStatistics clean = highestClean(finished, progress.callersBeyond());
        return progress.beyond()
                .map(beyond -> lower(clean, beyond, progress.overload()))
                .or(() -> overloadOfQueue(progress.overload(), finished))
                .orElseGet(() -> raise(clean, progress.taken(), finished));
    }

    /** Returns the step after the one that measured a service that queues, or the end of the round; empty if there is no such step. */
    private Optional<Decision<RoundResult>> overloadOfQueue(
            Optional<StepStatistics> overload, List<StepStatistics> finished) {
        return finished.stream()
                .filter(step -> isMeasured(step) && settings.rule().judge(step) == StepVerdict.CLEAN)
                .filter(step -> queues
                        || (near.isEmpty() && callers(step) < settings.callers().maximum()))
                .reduce((earlier, later) -> later)
                .map(full -> overload.map(step -> queueResult(full, step))
                        .orElseGet(() -> offer(Purpose.PLATEAU, overloadOf(callers(full)))));
    }

    private Decision<RoundResult> queueResult(StepStatistics full, StepStatistics overload) {
        return new Decision.Ended<>(
                settings.rule().takesAll(full) && settings.rule().takesAll(overload)
                        ? RoundResult.Boundary.ofQueue(full, overload)
                        : new RoundResult.Boundary(full, overload, Optional.of(overload)));
    }

    /** Returns whether a clean step says little because its load was not steady, and has not been run often enough. */
    private boolean isToBeRepeated(StepStatistics step, List<StepStatistics> finished) {
        return !Steadiness.isSteady(step, settings.rule().retryWait()) && times(step.step(), finished) < TRIES;
    }

    /** Returns how often a load was offered for the same purpose. */
    static long times(Step step, List<StepStatistics> finished) {
        return finished.stream()
                .map(StepStatistics::step)
                .filter(other ->
                        other.purpose() == step.purpose() && other.load().equals(step.load()))
                .count();
    }

    /**
     * Returns the highest clean step below the given number of callers; of several with the same number, one that
     * measured for longer, and of those the last.
     */
    private StepStatistics highestClean(List<StepStatistics> finished, int below) {
        return finished.stream()
                .filter(step -> settings.rule().judge(step) == StepVerdict.CLEAN && callers(step) < below)
                .max(Comparator.comparingInt(CallersSearch::callers)
                        .thenComparing(CallersSearch::isMeasured)
                        .thenComparing(step -> step.step().number()))
                .orElse(null);
    }

    /**
     * @param taken most callers of a step that was limited by the injector: its figures are not to be trusted, but it
     *              was not refused
     */
    private Decision<RoundResult> raise(StepStatistics clean, int taken, List<StepStatistics> finished) {
        if (clean == null && near.isPresent()) {
            return offer(Purpose.BOUNDARY, near.getAsInt());
        }
        int callers = Math.max(taken, clean == null ? 0 : callers(clean));
        if (callers == 0) {
            return offer(Purpose.UP, settings.callers().start());
        }
        int raised = raised(callers);
        boolean top = clean != null && callers(clean) >= settings.callers().maximum();
        // a later round begins at the boundary of those before, and is refused there or not at all
        Optional<QueueLoad> queue = near.isPresent()
                ? Optional.empty()
                : QueueLoad.in(finished, settings).filter(load -> top || load.isBeyond(raised));
        if (queue.isPresent()) {
            return offer(Purpose.BOUNDARY, queue.get().callers());
        }
        if (top) {
            return isMeasured(clean)
                    ? new Decision.Ended<>(new RoundResult.NotSaturated(clean))
                    : offer(Purpose.BOUNDARY, callers(clean));
        }
        boolean again = near.isEmpty() && clean != null && QueueLoad.isDoubtful(clean, raised, finished, settings);
        return offer(Purpose.UP, again ? callers(clean) : raised);
    }

    private int raised(int callers) {
        double raised = Math.ceil(callers * settings.callers().growth());
        if (near.isPresent()) {
            raised = Math.min(raised, (double) callers + Math.max(unresolved(callers), callers - near.getAsInt()));
        }
        return (int) Math.min(settings.callers().maximum(), raised);
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
        int more = overloadOf(low);
        if (overload.isEmpty() && more >= LEAST_OVERLOAD * low) {
            return offer(Purpose.PLATEAU, more);
        }
        return new Decision.Ended<>(new RoundResult.Boundary(clean, beyond, overload));
    }

    private int overloadOf(int callers) {
        return (int) Math.min(settings.callers().maximum(), (long) OVERLOAD * callers);
    }

    private int lowered(int high) {
        int half = high / 2;
        return near.isPresent() ? Math.max(half, high - Math.max(unresolved(high), near.getAsInt() - high)) : half;
    }

    private boolean isNarrow(int low, int high) {
        return high - low <= unresolved(low);
    }

    /** Returns the difference of callers that is not resolved any further. */
    private int unresolved(int callers) {
        return Math.max(1, (int) (callers * settings.callers().resolution()));
    }

    private static boolean isMeasured(StepStatistics step) {
        return step.step().purpose() == Purpose.BOUNDARY;
    }

    /**
     * Returns the boundary that takes the most steps to find.
     *
     * @param low  callers known to be clean; 0 if none are
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

    /**
     * Returns the callers of a step of this search.
     *
     * @throws ImpossibleRunException if it is not a step of a closed loop
     */
    static int callers(StepStatistics step) {
        return step.step()
                .load()
                .closedLoopCallers()
                .orElseThrow(() -> new ImpossibleRunException(
                        "not a step of a callers search: " + step.step().label()));
    }
}
