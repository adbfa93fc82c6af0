package io.headroom.plan;

import io.headroom.load.Load;
import io.headroom.load.Purpose;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.StepVerdict;
import java.time.Duration;
import java.util.List;

/** Numbers steps, and makes them as long as the latency asks for. */
final class StepPlanner {

    /** A step that the injector limited is run again, for it may have been disturbed. */
    private static final int TRIES = 3;

    private static final int MOST_DOUBLINGS = 20;

    /** One of 473 refused leaves no more than 1 % possible. */
    private static final double TARGET_REQUESTS = 500;

    private final PlanSettings settings;

    StepPlanner(PlanSettings settings) {
        this.settings = settings;
    }

    NextStep plan(int round, Purpose purpose, Load load, List<StepStatistics> finished) {
        int callers = load.closedLoopCallers().orElse(1);
        // while nothing is answered within a step, the next one is twice as long
        double unknown = StepTiming.GLANCES_PER_WARM_UP
                * settings.search().steps().minimum().toMillis()
                * (double) (1L << Math.min(finished.size(), MOST_DOUBLINGS))
                / StepTiming.LATENCIES_PER_STEP;
        double expectedMillis = StepTiming.expectedMillis(callers, finished).orElse(unknown);
        Duration length = StepTiming.length(purpose, callers, expectedMillis, settings);
        return new NextStep.Run(
                new Step(finished.size() + 1, round, purpose, load),
                StepTiming.settling(purpose, expectedMillis, settings.search()),
                purpose == Purpose.TARGET ? StepTiming.atLeast(enoughRequests(load), length) : length);
    }

    /** Whether a step of this purpose is still to be run, or run again since the injector limited it. */
    boolean wants(Purpose purpose, List<StepStatistics> finished) {
        List<StepStatistics> tried = finished.stream()
                .filter(step -> step.step().purpose() == purpose)
                .toList();
        return tried.size() < TRIES
                && tried.stream().allMatch(step -> settings.search().rule().judge(step) == StepVerdict.INJECTOR_BOUND);
    }

    /** As long as it takes to send so many requests that 1 % refused can be told; no longer than a step may be. */
    private Duration enoughRequests(Load load) {
        double seconds = load.isOpen() ? TARGET_REQUESTS / load.amount() : 0;
        Duration longest = settings.search().steps().maximum();
        return seconds < longest.toSeconds() ? Duration.ofMillis(Math.round(1000 * seconds)) : longest;
    }

    /** What comes next; the end of the run, where that is a step and the time limit is over. */
    NextStep unlessLate(NextStep next, List<StepStatistics> finished) {
        boolean late = elapsedMillis(finished) > settings.search().timeLimit().toMillis();
        return late && next instanceof NextStep.Run ? new NextStep.Finished(Ending.TIME_LIMIT) : next;
    }

    /**
     * From the start of the first window to the end of the last: the run that is under way and its log do not agree on when the
     * run started, but both on this.
     */
    static long elapsedMillis(List<StepStatistics> finished) {
        return finished.isEmpty()
                ? 0
                : finished.get(finished.size() - 1).windowEndMillis()
                        - finished.get(0).windowStartMillis();
    }

    /** The callers of a step; 1 of one that has none. */
    static int callers(StepStatistics step) {
        return step.step().load().closedLoopCallers().orElse(1);
    }
}
