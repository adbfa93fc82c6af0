package io.headroom.plan;

import io.headroom.load.LatencyMillis;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.Purpose;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.CallersSearch;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.StepVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Computes how long a single-client run can still take. It continues the plan against imagined services that saturate
 * where it takes longest to find out. On these, the warm-up lasts until its limit, and every step takes its full
 * length. It does not imagine a service that saturates elsewhere in a later round, or with another goodput than in the
 * last one.
 */
final class WorstCase {

    private static final int MOST_STEPS = 10_000;
    private static final int LAST_GAPS = 3;

    private final SingleClientPlan plan;
    private final CallersSearch search;

    WorstCase(SingleClientPlan plan) {
        this.plan = plan;
        this.search = CallersSearch.first(plan.settings().search());
    }

    /** Returns the longest time that the rest of the run can take. */
    Duration left(List<StepStatistics> finished) {
        return boundaries(finished)
                .mapToObj(boundary -> left(finished, boundary))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Duration left(List<StepStatistics> finished, int boundary) {
        // a service that is away may come back as late as that
        Duration left = plan.waitAfterNext(finished);
        List<NextStep.Run> rest = rest(finished, boundary);
        boolean overloads = isKnown(finished) || rest.stream().anyMatch(run -> is(Purpose.PLATEAU, run));
        for (NextStep.Run run : rest) {
            // after each step the run waits for requests in flight, at most as long as the step settled
            Duration around = run.settling().multipliedBy(2);
            left = left.plus(around).plus(run.length());
            // a boundary that is a little lower would leave room for an overload step
            if (is(Purpose.BOUNDARY, run) && !overloads) {
                left = left.plus(around).plus(run.length().dividedBy(StepTiming.OVERLOAD_DIVISOR));
            }
        }
        return left;
    }

    private static boolean is(Purpose purpose, NextStep.Run run) {
        return run.step().purpose() == purpose;
    }

    private boolean isKnown(List<StepStatistics> finished) {
        return plan.rounds(finished).stream()
                .anyMatch(result -> result.asBoundary().isPresent());
    }

    private List<NextStep.Run> rest(List<StepStatistics> finished, int boundary) {
        List<StepStatistics> imagined = new ArrayList<>(finished);
        List<NextStep.Run> rest = new ArrayList<>();
        int least = leastBoundary(finished);
        while (imagined.size() < MOST_STEPS && plan.next(imagined) instanceof NextStep.Run next) {
            NextStep.Run run = longest(next, least, imagined);
            rest.add(run);
            imagined.add(imagine(run, isClean(run, boundary), latencyMillis(run, imagined), imagined));
        }
        return rest;
    }

    /**
     * Makes a measuring step as long as it can become: the fewer callers there are at the boundary, the longer it takes
     * until they have got enough answers.
     */
    private NextStep.Run longest(NextStep.Run run, int least, List<StepStatistics> before) {
        if (!is(Purpose.BOUNDARY, run) && !is(Purpose.PLATEAU, run)) {
            return run;
        }
        int callers = callers(run.step());
        double expectedMillis = StepTiming.expectedMillis(callers, before).orElse(0);
        Duration length =
                StepTiming.length(run.step().purpose(), Math.min(callers, least), expectedMillis, plan.settings());
        return new NextStep.Run(run.step(), run.filling(), run.settling(), length, run.mostInFlight());
    }

    private int leastBoundary(List<StepStatistics> finished) {
        return isKnown(finished) ? Integer.MAX_VALUE : Math.max(1, highestClean(finished, lowestRefused(finished)));
    }

    private int lowestRefused(List<StepStatistics> finished) {
        return callersInSearch(finished, false)
                .min()
                .orElse(plan.settings().search().callers().maximum());
    }

    private int highestClean(List<StepStatistics> finished, int below) {
        return callersInSearch(finished, true)
                .filter(callers -> callers < below)
                .max()
                .orElse(0);
    }

    /**
     * Returns the boundaries at which the imagined services saturate. The wider the gap that is left on the way up, the
     * longer it takes to bisect it. Gaps grow on the way up, except for the last one, which the maximum may cut short,
     * and the first one, which lies below the start. Within a gap, the worst boundary is either the one that needs the
     * most steps, or the one with the longest steps, at the top.
     */
    private IntStream boundaries(List<StepStatistics> finished) {
        List<RoundResult.Boundary> found = plan.rounds(finished).stream()
                .flatMap(result -> result.asBoundary().stream())
                .toList();
        if (!found.isEmpty()) {
            return IntStream.of(callers(found.get(found.size() - 1).boundary().step()));
        }
        int beyond = lowestRefused(finished);
        int clean = highestClean(finished, beyond);
        int[] ends = gapEnds(finished, clean, beyond);
        return IntStream.range(1, ends.length)
                .filter(gap -> gap == 1 || gap >= ends.length - LAST_GAPS)
                .flatMap(gap -> IntStream.of(search.slowestBoundary(ends[gap - 1], ends[gap]), ends[gap] - 1))
                .distinct();
    }

    /** Returns the loads between which the way up leaves gaps, from the highest clean one to the lowest refused one. */
    private int[] gapEnds(List<StepStatistics> finished, int clean, int beyond) {
        IntStream up = rest(finished, beyond - 1).stream()
                .filter(run -> run.step().purpose() == Purpose.UP)
                .mapToInt(run -> callers(run.step()))
                .filter(callers -> callers > clean && callers < beyond);
        return IntStream.concat(up, IntStream.of(clean, beyond))
                .distinct()
                .sorted()
                .toArray();
    }

    private IntStream callersInSearch(List<StepStatistics> finished, boolean clean) {
        return finished.stream()
                .filter(step -> step.step().round() > 0 && isClean(step) == clean)
                .mapToInt(step -> callers(step.step()));
    }

    /** The warm-up never settles. */
    private static boolean isClean(NextStep.Run run, int boundary) {
        int callers = run.step().load().closedLoopCallers().orElse(1);
        return !is(Purpose.WARM_UP, run) && (callers <= boundary || run.step().round() == 0);
    }

    private static long latencyMillis(NextStep.Run run, List<StepStatistics> before) {
        int callers = run.step().load().closedLoopCallers().orElse(1);
        return Math.round(StepTiming.expectedMillis(callers, before).orElse(0));
    }

    /** Returns a step as an imagined service answers it, after those before: each boundary is served as the last one was. */
    static StepStatistics imagine(NextStep.Run run, boolean clean, long latency, List<StepStatistics> before) {
        int callers = run.step().load().closedLoopCallers().orElse(1);
        // as many answers as the callers get in that time: the load is steady
        long answers = Math.max(1, callers * run.length().toMillis() / Math.max(1, latency));
        Map<Outcome, Long> counts = clean ? Map.of(Outcome.OK, answers) : Map.of(Outcome.REFUSED, 1000L);
        StepStatistics last = before.isEmpty() ? null : before.get(before.size() - 1);
        long start =
                (last == null ? 0 : last.windowEndMillis()) + run.settling().toMillis();
        return new StepStatistics(
                run.step(),
                start,
                run.length().toMillis(),
                new OutcomeCounts(counts),
                lastGoodput(before),
                new LatencyMillis(1000, latency, latency, latency, latency, latency),
                LatencyMillis.NONE,
                0,
                0);
    }

    private static double lastGoodput(List<StepStatistics> before) {
        return before.stream()
                .filter(step -> step.step().purpose() == Purpose.BOUNDARY && step.goodputPerSecond() > 0)
                .reduce((earlier, later) -> later)
                .map(StepStatistics::goodputPerSecond)
                .orElse(1.0);
    }

    private boolean isClean(StepStatistics step) {
        return plan.settings().search().rule().judge(step) == StepVerdict.CLEAN;
    }

    private static int callers(Step step) {
        return step.load().closedLoopCallers().orElse(Integer.MAX_VALUE);
    }
}
