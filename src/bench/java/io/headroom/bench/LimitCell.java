package io.headroom.bench;

import io.headroom.bench.ModelService.Router;
import io.headroom.load.Limit;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.RefusedShare;
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
    private static final int LONG_RUN = 2_000_000;

    /** The number of requests in a window is left to chance. */
    private static final double ENOUGH = 0.98;

    /** A noisy service gets a new speed in each window, and is cold in its first seconds. */
    private static final double NOISE_SECONDS = 40;

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
                    ModelService.queue("M/M/12 p99", 12, 0.05, 1).withExponentialTimes(),
                    Limit.ofLatency(300, 99),
                    40,
                    rate -> KnownQueue.lateOfExponential(12, 20, rate, 0.3)),
            // Chance divides random arrivals into random arrivals (Kleinrock, 2.5): each pod is an M/M/1 of a quarter
            // of the rate.
            new LimitCell(
                    new ModelService("4 M/M/1 by chance", 4, 1, 0.02, 1, ModelService.ENDLESS, Router.RANDOM, 0, false)
                            .withExponentialTimes(),
                    Limit.ofLatency(200, 95),
                    200,
                    rate -> KnownQueue.lateOfExponential(1, 50, rate / 4, 0.2)),
            // What is given up is worked on all the same, so that its queue is that without time-outs.
            new LimitCell(
                    ModelService.queue("M/M/1 504", 1, 0.01, 1)
                            .withExponentialTimes()
                            .withTimeout(0.1),
                    Limit.ofFailures(0.05),
                    4,
                    rate -> KnownQueue.lateOfExponential(1, 100, rate, 0.1)),
            new LimitCell(
                    new ModelService("M/M/1/10", 1, 1, 0.01, 1, 9, Router.SHORTEST_QUEUE, 0, false)
                            .withExponentialTimes(),
                    Limit.ofLatency(100, 95),
                    10,
                    rate -> KnownQueue.missesOfFiniteQueue(10, 100, rate, 0.1)),
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
                    null),
            // few requests: in 230 s as few as 40 are refused
            new LimitCell(
                    new ModelService("one pod", 1, 1, 0.05, 0.5, 8, Router.SHORTEST_QUEUE, 0, true),
                    Limit.ofFailures(RefusedShare.ALLOWED),
                    30,
                    null),
            new LimitCell(
                    new ModelService("random one place", 16, 1, 0.1, 1, 1, Router.RANDOM, 0, true),
                    Limit.ofFailures(RefusedShare.ALLOWED),
                    700,
                    null));

    static LimitCell named(String name) {
        return ALL.stream()
                .filter(cell -> cell.service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the highest rate that keeps the limit in the long run: of a noisy service, with its noise. */
    double truth() {
        DoubleUnaryOperator late = analytic == null ? rate -> lateInTheLongRun(rate, LONG_RUN) : analytic;
        return KnownQueue.rateUnder(service.capacity(), limit.allowed(), late, analytic == null ? BISECTIONS : EXACT);
    }

    /** Returns the share of so many simulated requests that misses, of a service that is no longer cold. */
    double lateInTheLongRun(double rate, int requests) {
        SimulatedService simulated = new SimulatedService(service, 1);
        Step step = new Step(1, 1, Purpose.LIMIT, new Arrivals(rate, Spacing.POISSON));
        double window = service.noisy() ? NOISE_SECONDS : requests / rate;
        double settling = service.noisy() ? ServiceNoise.COLD_SECONDS : window / 20;
        double total = 0;
        double misses = 0;
        while (total < requests * ENOUGH) {
            StepStatistics measured = simulated.run(step, Searches.timing(settling, window));
            total += measured.counts().total();
            misses += limit.misses(measured);
        }
        return misses / total;
    }
}
