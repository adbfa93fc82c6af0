package io.headroom.plan;

import io.headroom.load.LatencyMillis;
import io.headroom.load.Load.Callers;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.StepVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How long a single-client run can still take: plays the plan on against an imagined service on which every step takes
 * its full length, and which saturates as late as the finished steps allow.
 */
final class WorstCase {

    private static final int PLENTY_OF_STEPS = 10_000;

    private final SingleClientPlan plan;

    WorstCase(SingleClientPlan plan) {
        this.plan = plan;
    }

    Duration left(List<StepStatistics> finished) {
        List<StepStatistics> imagined = new ArrayList<>(finished);
        int boundary = latestBoundary(finished);
        Duration left = Duration.ZERO;
        while (imagined.size() < PLENTY_OF_STEPS && plan.next(imagined) instanceof NextStep.Run run) {
            // after each step the requests in flight are waited for: no longer than it took to settle
            left = left.plus(run.settling().multipliedBy(2)).plus(run.length());
            imagined.add(imagine(run, boundary, imagined));
        }
        return left;
    }

    /** The most callers that can still turn out to be clean. */
    private int latestBoundary(List<StepStatistics> finished) {
        List<RoundResult.Boundary> found = plan.rounds(finished).stream()
                .flatMap(result -> result.asBoundary().stream())
                .toList();
        if (!found.isEmpty()) {
            return callers(found.get(found.size() - 1).boundary());
        }
        return finished.stream()
                        .filter(step -> step.step().round() > 0 && !isClean(step))
                        .mapToInt(WorstCase::callers)
                        .min()
                        .orElse(plan.settings().search().maximumCallers())
                - 1;
    }

    private static StepStatistics imagine(NextStep.Run run, int boundary, List<StepStatistics> before) {
        int callers = run.step().load() instanceof Callers closed ? closed.callers() : 1;
        long latency = Math.round(StepTiming.expectedMillis(callers, before).orElse(0));
        boolean clean = callers <= boundary || run.step().round() == 0;
        Map<Outcome, Long> counts = clean ? Map.of(Outcome.OK, 1000L) : Map.of(Outcome.REFUSED, 1000L);
        StepStatistics last = before.isEmpty() ? null : before.get(before.size() - 1);
        long start =
                (last == null ? 0 : last.windowEndMillis()) + run.settling().toMillis();
        return new StepStatistics(
                run.step(),
                start,
                run.length().toMillis(),
                new OutcomeCounts(counts),
                clean ? 1 : 0,
                new LatencyMillis(1000, latency, latency, latency, latency, latency),
                LatencyMillis.NONE,
                0,
                0);
    }

    private boolean isClean(StepStatistics step) {
        return plan.settings().search().rule().judge(step) == StepVerdict.CLEAN;
    }

    private static int callers(StepStatistics step) {
        return step.step().load() instanceof Callers callers ? callers.callers() : Integer.MAX_VALUE;
    }
}
