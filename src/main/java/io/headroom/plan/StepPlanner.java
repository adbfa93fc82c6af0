package io.headroom.plan;

import io.headroom.load.Load;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.Purpose;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import java.time.Duration;
import java.util.List;

/** Numbers steps, and makes them as long as the latency asks for. */
final class StepPlanner {

    private static final int MOST_DOUBLINGS = 20;

    /** One of 473 refused leaves no more than 1 % possible. */
    private static final double TARGET_REQUESTS = 500;

    private final PlanSettings settings;

    StepPlanner(PlanSettings settings) {
        this.settings = settings;
    }

    NextStep plan(int round, Purpose purpose, Load load, List<StepStatistics> finished) {
        int callers = load instanceof Callers closed ? closed.callers() : 1;
        // while nothing is answered within a step, the next one is twice as long
        double unknown = settings.search().minimumStep().toMillis()
                * (double) (1L << Math.min(finished.size(), MOST_DOUBLINGS))
                / StepTiming.LATENCIES_PER_STEP;
        double expectedMillis = StepTiming.expectedMillis(callers, finished).orElse(unknown);
        Duration wanted = switch (purpose) {
            case HOLD -> settings.holdLength();
            case TARGET -> targetLength(load);
            case WARM_UP, UP, DOWN, PLATEAU, ONE_PERCENT, FINE_TUNING ->
                settings.search().minimumStep();
        };
        return new NextStep.Run(
                new Step(finished.size() + 1, round, purpose, load),
                StepTiming.settling(expectedMillis, settings.search()),
                StepTiming.length(expectedMillis, wanted, settings.search()));
    }

    /** As long as is set, or as it takes to send so many requests that 1 % refused can be told. */
    private Duration targetLength(Load load) {
        double seconds = load instanceof Arrivals arrivals ? TARGET_REQUESTS / arrivals.requestsPerSecond() : 0;
        Duration longest = settings.search().maximumStep();
        Duration needed = seconds < longest.toSeconds() ? Duration.ofMillis(Math.round(1000 * seconds)) : longest;
        return needed.compareTo(settings.targetLength()) > 0 ? needed : settings.targetLength();
    }

    /** What comes next; the end of the run, where that is a step and the time limit is over. */
    NextStep unlessLate(NextStep next, List<StepStatistics> finished) {
        boolean late = elapsedMillis(finished) > settings.search().timeLimit().toMillis();
        return late && next instanceof NextStep.Run ? new NextStep.Finished(Ending.TIME_LIMIT) : next;
    }

    /** From the start of the run to the end of the last window. */
    static long elapsedMillis(List<StepStatistics> finished) {
        return finished.isEmpty() ? 0 : finished.get(finished.size() - 1).windowEndMillis();
    }

    /** The callers of a step; 1 of one that has none. */
    static int callers(StepStatistics step) {
        return step.step().load() instanceof Callers closed ? closed.callers() : 1;
    }
}
