package io.headroom.bench;

import io.headroom.bench.ModelService.Router;
import io.headroom.load.Limit;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A service and a limit, and the highest rate that keeps it.
 *
 * @param service  the service
 * @param limit    the limit
 * @param callers  so many that none of its pods idles
 * @param analytic the share of late requests at a rate, where a formula is known; null where it is not
 */
record LimitCell(ModelService service, Limit limit, int callers, DoubleUnaryOperator analytic) {

    /** Bisections that are worth the noise of a long run. */
    private static final int BISECTIONS = 11;

    private static final int EXACT = 60;
    private static final int LONG_RUN = 1_000_000;

    static final List<LimitCell> ALL = List.of(
            new LimitCell(
                    ModelService.queue("M/M/1", 1, 0.01, 1).withExponentialTimes(),
                    Limit.ofLatency(100, 95),
                    20,
                    rate -> KnownQueue.lateOfExponential(1, 100, rate, 0.1)),
            new LimitCell(
                    ModelService.queue("M/M/1 p99", 1, 0.01, 1).withExponentialTimes(),
                    Limit.ofLatency(150, 99),
                    20,
                    rate -> KnownQueue.lateOfExponential(1, 100, rate, 0.15)),
            new LimitCell(
                    ModelService.queue("M/D/1", 1, 0.01, 0),
                    Limit.ofLatency(50, 95),
                    20,
                    rate -> KnownQueue.lateOfConstant(0.01, rate, 0.05)),
            new LimitCell(
                    ModelService.queue("M/M/4", 4, 0.04, 1).withExponentialTimes(),
                    Limit.ofLatency(200, 95),
                    20,
                    rate -> KnownQueue.lateOfExponential(4, 25, rate, 0.2)),
            new LimitCell(
                    ModelService.queue("M/M/12", 12, 0.05, 1).withExponentialTimes(),
                    Limit.ofLatency(200, 95),
                    40,
                    rate -> KnownQueue.lateOfExponential(12, 20, rate, 0.2)),
            new LimitCell(
                    new ModelService("random endless", 12, 1, 0.05, 0.5, ModelService.ENDLESS, Router.RANDOM, 0, false),
                    Limit.ofLatency(300, 95),
                    700,
                    null),
            new LimitCell(
                    new ModelService(
                            "least busy endless",
                            12,
                            1,
                            0.05,
                            0.5,
                            ModelService.ENDLESS,
                            Router.SHORTEST_QUEUE,
                            0,
                            false),
                    Limit.ofLatency(150, 95),
                    40,
                    null),
            new LimitCell(
                    new ModelService("stand-in", 12, 1, 0.05, 0, 2, Router.SHORTEST_QUEUE, 0, true),
                    Limit.ofLatency(100, 95),
                    13,
                    null),
            new LimitCell(
                    new ModelService("random", 12, 1, 0.1, 0.5, 8, Router.RANDOM, 0, true),
                    Limit.ofLatency(400, 95),
                    700,
                    null));

    static LimitCell named(String name) {
        return ALL.stream()
                .filter(cell -> cell.service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the highest rate that keeps the limit in the long run, without noise. */
    double truth() {
        DoubleUnaryOperator late = analytic == null ? rate -> lateInTheLongRun(rate, LONG_RUN) : analytic;
        return KnownQueue.rateUnder(service.capacity(), limit.allowed(), late, analytic == null ? BISECTIONS : EXACT);
    }

    /** Returns the share of so many simulated requests that misses, without noise. */
    double lateInTheLongRun(double rate, int requests) {
        double seconds = requests / rate;
        StepStatistics step = new SimulatedService(service.quiet(), 1)
                .run(
                        new Step(1, 1, Purpose.LIMIT, new Arrivals(rate, Spacing.POISSON)),
                        Searches.timing(seconds / 20, seconds));
        return limit.misses(step) / (double) step.counts().total();
    }
}
