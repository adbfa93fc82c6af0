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
 * How long a single-client run can still take: plays the plan on against imagined services on which warm-up lasts until
 * its limit and every step takes its full length, and which saturate where it takes longest to find out. A service that
 * saturates elsewhere in a later round, or with another goodput than in the last one, is not imagined.
 */
final class WorstCase {

    private static final int PLENTY_OF_STEPS = 10_000;
    private static final int LAST_GAPS = 3;

    private final SingleClientPlan plan;
    private final CallersSearch search;

    WorstCase(SingleClientPlan plan) {
        this.plan = plan;
        this.search = CallersSearch.first(plan.settings().search());
    }

    Duration left(List<StepStatistics> finished) {
        return boundaries(finished)
                .mapToObj(boundary -> left(finished, boundary))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Duration left(List<StepStatistics> finished, int boundary) {
        Duration left = Duration.ZERO;
        List<NextStep.Run> rest = rest(finished, boundary);
        boolean overloads = isKnown(finished) || rest.stream().anyMatch(run -> is(Purpose.PLATEAU, run));
        for (NextStep.Run run : rest) {
            // after each step the requests in flight are waited for: no longer than it took to settle
            Duration around = run.settling().multipliedBy(2);
            left = left.plus(around).plus(run.length());
            if (is(Purpose.BOUNDARY, run) && !overloads) { // but would, if the boundary were a little lower
                left = left.plus(around).plus(run.length().dividedBy(StepTiming.BEYOND));
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
        while (imagined.size() < PLENTY_OF_STEPS && plan.next(imagined) instanceof NextStep.Run next) {
            NextStep.Run run = longest(next, least, imagined);
            rest.add(run);
            imagined.add(imagine(run, boundary, imagined));
        }
        return rest;
    }

    /** The fewer callers there are at the boundary, the longer it takes until they have been answered often enough. */
    private NextStep.Run longest(NextStep.Run run, int least, List<StepStatistics> before) {
        if (!is(Purpose.BOUNDARY, run) && !is(Purpose.PLATEAU, run)) {
            return run;
        }
        int callers = callers(run.step());
        double expectedMillis = StepTiming.expectedMillis(callers, before).orElse(0);
        Duration length =
                StepTiming.length(run.step().purpose(), Math.min(callers, least), expectedMillis, plan.settings());
        return new NextStep.Run(run.step(), run.filling(), run.settling(), length);
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
     * Where the service may saturate, as far as it matters. A round takes the longer, the wider the gap on the way up that
     * it has to narrow down. Gaps grow on the way up, but for the last, which the maximum may cut short, and the first,
     * which lies below the start. Within a gap it takes longest where most steps are needed, or where they are longest: at
     * the top.
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

    /** The loads between which the way up leaves gaps, from the highest clean one to the lowest refused one. */
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

    private static StepStatistics imagine(NextStep.Run run, int boundary, List<StepStatistics> before) {
        int callers = run.step().load().closedLoopCallers().orElse(1);
        long latency = Math.round(StepTiming.expectedMillis(callers, before).orElse(0));
        boolean settles = run.step().purpose() != Purpose.WARM_UP;
        boolean clean = settles && (callers <= boundary || run.step().round() == 0);
        Map<Outcome, Long> counts = clean ? Map.of(Outcome.OK, 1000L) : Map.of(Outcome.REFUSED, 1000L);
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
