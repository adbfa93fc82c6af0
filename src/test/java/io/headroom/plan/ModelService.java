package io.headroom.plan;

import io.headroom.load.Load;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import java.util.ArrayList;
import java.util.List;

/**
 * A service that follows Little's law: in a closed loop, n callers are answered in {@code max(S, n / C)}. Above the
 * boundary it refuses one request in ten, and likewise for arrivals beyond C.
 *
 * @param capacity      C, in requests per second
 * @param boundary      most callers that are not refused
 * @param serviceMillis S, in milliseconds
 */
record ModelService(double capacity, int boundary, long serviceMillis) {

    /** A whole run: its steps, their figures, and the reason of its end. */
    record Course(List<NextStep.Run> runs, List<StepStatistics> finished, NextStep.Ending ending) {}

    Course drive(RunPlan plan) {
        List<NextStep.Run> runs = new ArrayList<>();
        List<StepStatistics> finished = new ArrayList<>();
        while (plan.next(finished) instanceof NextStep.Run run) {
            runs.add(run);
            finished.add(answer(run, finished));
        }
        return new Course(runs, finished, ((NextStep.Finished) plan.next(finished)).ending());
    }

    StepStatistics answer(NextStep.Run run, List<StepStatistics> before) {
        Load load = run.step().load();
        double goodput = load instanceof Arrivals arrivals
                ? Math.min(arrivals.requestsPerSecond(), capacity)
                : Math.min(callers(load) * 1000.0 / serviceMillis, capacity);
        long ok = Math.round(goodput * run.length().toMillis() / 1000);
        return MeasuredStep.of(run.step())
                .window(
                        startMillis(before) + run.settling().toMillis(),
                        run.length().toMillis())
                .with(Outcome.OK, ok)
                .with(Outcome.REFUSED, refuses(load) ? 10 + ok / 9 : 0)
                .goodput(goodput)
                .latency(latencyMillis(load))
                .slow(ok, latencyMillis(load))
                .statistics();
    }

    private boolean refuses(Load load) {
        return load instanceof Arrivals arrivals ? arrivals.requestsPerSecond() > capacity : callers(load) > boundary;
    }

    long latencyMillis(Load load) {
        return Math.max(serviceMillis, Math.round(callers(load) * 1000 / capacity));
    }

    private static long startMillis(List<StepStatistics> before) {
        return before.isEmpty() ? 0 : before.get(before.size() - 1).windowEndMillis();
    }

    private static int callers(Load load) {
        return load instanceof Callers closed ? closed.callers() : 1;
    }
}
