package io.headroom.plan;

import io.headroom.load.StepStatistics;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.StepVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Estimates how long the rest of a single-client run takes, where {@link WorstCase} computes how long it can take. It continues the plan
 * against an imagined service that has settled, saturates in the middle of what is still possible, and keeps its latency until then.
 * Steps on the way that are refused end early.
 */
final class TypicalCase {

    private static final int MOST_STEPS = 10_000;

    /** A step that ends as soon as its evidence is conclusive takes this part (1 ÷ 3) of its length if it is refused. */
    private static final int EARLY_END = 3;

    private final SingleClientPlan plan;

    TypicalCase(SingleClientPlan plan) {
        this.plan = plan;
    }

    /** Returns the time that the rest of the run is expected to take. Requires that a latency is known. */
    Duration left(List<StepStatistics> finished) {
        int boundary = boundary(finished);
        double latency = latencyMillis(finished);
        List<StepStatistics> imagined = new ArrayList<>(finished);
        Duration left = plan.waitAfterNext(finished);
        for (int i = 0; i < MOST_STEPS && plan.next(imagined) instanceof NextStep.Run run; i++) {
            boolean clean = callers(run) <= boundary || run.step().round() == 0;
            Duration length = clean || !run.step().purpose().endsEarly()
                    ? run.length()
                    : run.length().dividedBy(EARLY_END);
            left = left.plus(run.settling()).plus(length);
            long expected = Math.max(1, Math.round(latency * Math.max(1, callers(run) / (double) boundary)));
            imagined.add(WorstCase.imagine(run, clean, expected, imagined));
        }
        return left;
    }

    /**
     * Returns the boundary of the last round, if there is one; otherwise the geometric mean of the most callers that were taken and the
     * fewest that were refused or are possible: the search raises its load by a factor.
     */
    private int boundary(List<StepStatistics> finished) {
        List<RoundResult.Boundary> found = plan.rounds(finished).stream()
                .flatMap(result -> result.asBoundary().stream())
                .toList();
        if (!found.isEmpty()) {
            return StepPlanner.callers(found.get(found.size() - 1).boundary());
        }
        int refused = search(finished, false)
                .min()
                .orElse(plan.settings().search().callers().maximum() + 1);
        int taken = search(finished, true)
                .filter(callers -> callers < refused)
                .max()
                .orElse(1);
        return Math.max(taken, (int) Math.sqrt((double) taken * refused));
    }

    private IntStream search(List<StepStatistics> finished, boolean clean) {
        return finished.stream()
                .filter(step -> step.step().round() > 0)
                .filter(step -> (plan.settings().search().rule().judge(step) == StepVerdict.CLEAN) == clean)
                .mapToInt(StepPlanner::callers);
    }

    /** Returns the latency of the last step that was answered, in milliseconds. */
    private static double latencyMillis(List<StepStatistics> finished) {
        return finished.stream()
                .filter(step -> step.latency().count() > 0)
                .reduce((earlier, later) -> later)
                .map(step -> step.latency().mean())
                .orElse(1.0);
    }

    private static int callers(NextStep.Run run) {
        return run.step().load().closedLoopCallers().orElse(1);
    }
}
