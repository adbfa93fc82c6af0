package io.headroom.bench;

import io.headroom.bench.ModelService.Router;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.Timing;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongFunction;

/**
 * A service that never refuses.
 *
 * @param service  runs steps on a new one, by its seed
 * @param goodput  true goodput as a function of the callers; behind a router that chooses by chance, that of exponential times
 * @param capacity highest goodput; infinite if it grows with any number of callers
 * @param knee     callers from which on requests wait; infinite if they never do
 */
record QueueingCell(
        String name,
        LongFunction<BiFunction<Step, Timing, StepStatistics>> service,
        DoubleUnaryOperator goodput,
        double capacity,
        double knee) {

    private static final double COLD_SECONDS = 120;
    private static final double COLD_FACTOR = 3;
    private static final double SECONDS_BETWEEN_SLOWDOWNS = 60;
    private static final double SLOWDOWN_SECONDS = 10;

    private static QueueingCell growing(String name, DoubleUnaryOperator goodput) {
        return formula(name, goodput, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    private static QueueingCell formula(String name, DoubleUnaryOperator goodput, double capacity, double knee) {
        return new QueueingCell(
                name, seed -> new FormulaService(goodput, at -> 1, 0, seed)::run, goodput, capacity, knee);
    }

    /** Returns the same service, which is slower by a factor of 3 at first, and gets faster for two minutes. */
    private QueueingCell cold() {
        DoubleUnaryOperator speed = at -> 1 / (COLD_FACTOR - (COLD_FACTOR - 1) * Math.min(1, at / COLD_SECONDS));
        return new QueueingCell(
                name + " cold", seed -> new FormulaService(goodput, speed, 0, seed)::run, goodput, capacity, knee);
    }

    /** Returns the same service, which stands still for up to a second in every step. */
    private QueueingCell stalling() {
        return new QueueingCell(
                name + " stalls", seed -> new FormulaService(goodput, at -> 1, 1, seed)::run, goodput, capacity, knee);
    }

    /** Returns the same service, which works at a third of its speed for 10 s of each minute. */
    private QueueingCell slowedDown() {
        return new QueueingCell(
                name + " slowed down",
                seed -> new FormulaService(
                        goodput,
                        at -> (at + seed * SLOWDOWN_SECONDS / 8) % SECONDS_BETWEEN_SLOWDOWNS < SLOWDOWN_SECONDS
                                ? 1.0 / 3
                                : 1,
                        0,
                        seed)::run,
                goodput,
                capacity,
                knee);
    }

    /** A router that chooses by chance does so among pods with one slot each. */
    private static QueueingCell simulated(String name, ModelService model) {
        double servers = model.pods() * model.slots();
        return new QueueingCell(
                name,
                seed -> new SimulatedService(model, seed)::run,
                callers -> model.capacity()
                        * (model.router() == Router.RANDOM
                                ? callers / (callers + servers - 1)
                                : Math.min(1, callers / servers)),
                model.capacity(),
                servers);
    }

    private static ModelService endless(int pods, int slots, double seconds, double variation, Router router) {
        return new ModelService("", pods, slots, seconds, variation, ModelService.ENDLESS, router, 0, true);
    }

    /** Returns all services: those that scale without end first, then those that fill up. */
    static List<QueueingCell> all() {
        ModelService one = endless(1, 1, 0.01, 0, Router.SHORTEST_QUEUE);
        return List.of(
                growing("10 x N^0.25", callers -> 10 * Math.pow(callers, 0.25)),
                growing("100 x N^0.25", callers -> 100 * Math.pow(callers, 0.25)),
                growing("2000 x N^0.25", callers -> 2000 * Math.pow(callers, 0.25)),
                growing("100 x N^0.35", callers -> 100 * Math.pow(callers, 0.35)),
                growing("20 x N^0.5", callers -> 20 * Math.sqrt(callers)),
                growing("1 x N", callers -> callers),
                growing("20 x N", callers -> 20 * callers),
                growing("2 x N", callers -> 2 * callers).stalling(),
                growing("2 x N", callers -> 2 * callers).slowedDown(),
                growing("2 x N", callers -> 2 * callers).cold(),
                simulated(
                        "M/M/4000 random", endless(4000, 1, 1, 1, Router.RANDOM).withExponentialTimes()),
                formula("20/s knee 8", callers -> 20 * Math.min(1, callers / 8), 20, 8),
                formula("240/s knee 12", callers -> 240 * Math.min(1, callers / 12), 240, 12),
                formula("240/s knee 12", callers -> 240 * Math.min(1, callers / 12), 240, 12)
                        .cold(),
                formula("2000/s knee 12", callers -> 2000 * Math.min(1, callers / 12), 2000, 12),
                formula("240/s falls", QueueingCell::falling, 240, 12),
                simulated("M/M/1 100/s", one.withExponentialTimes()),
                simulated("M/D/1 100/s", one),
                simulated("4 x 50 ms", endless(4, 1, 0.05, 0, Router.SHORTEST_QUEUE)),
                simulated("12 x 50 ms", endless(12, 1, 0.05, 0, Router.SHORTEST_QUEUE)),
                simulated("4 x 4 x 100 ms", endless(4, 4, 0.1, 0.5, Router.SHORTEST_QUEUE)),
                simulated("16 x 4 x 100 ms heavy tail", endless(16, 4, 0.1, 1.5, Router.SHORTEST_QUEUE)),
                simulated("16 x 4 x 5 s", endless(16, 4, 5, 0.5, Router.SHORTEST_QUEUE)),
                simulated("12 x 200 ms in turn", endless(12, 1, 0.2, 0.5, Router.ROUND_ROBIN)),
                simulated("12 x 100 ms random", endless(12, 1, 0.1, 0.5, Router.RANDOM)),
                simulated(
                        "3 x 100 ms random exp",
                        endless(3, 1, 0.1, 1, Router.RANDOM).withExponentialTimes()),
                simulated(
                        "12 x 100 ms random exp",
                        endless(12, 1, 0.1, 1, Router.RANDOM).withExponentialTimes()));
    }

    /** Returns a goodput that loses 13 % with each doubling of the callers beyond the knee. */
    private static double falling(double callers) {
        return 240 * Math.min(1, callers / 12) * Math.pow(Math.max(1, callers / 12), -0.2);
    }
}
