package io.headroom.foreign;

import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * A log of somebody else's simulation, made up from a seed: a kind of load on a kind of service.
 *
 * @param load    kind of load
 * @param service kind of service
 * @param log     the log
 * @param truth   what the log can prove
 */
public record RandomOtherLog(LoadShape load, ServiceShape service, OtherLog log, Truth truth) {

    /** How many seeds go once through all pairs of a load and a service. */
    public static final int PAIRS = LoadShape.values().length * ServiceShape.values().length;

    /**
     * What a log can prove.
     *
     * @param nothing  whether it holds no step of constant load that was served
     * @param healthy  whether the service takes any load, so that no capacity can follow
     * @param capacity what the service serves at most, in requests per second
     */
    public record Truth(boolean nothing, boolean healthy, double capacity) {}

    /** The kinds of load. */
    public enum LoadShape {
        OPEN_LEVEL,
        OPEN_STAIRCASE,
        OPEN_RAMP,
        CALLERS,
        PAUSING_USERS,
        NEVER_CONSTANT,
        FEW_REQUESTS,
        ALL_AT_ONCE,
        SHORT
    }

    /** The kinds of service. */
    public enum ServiceShape {
        HEALTHY,
        REFUSES,
        QUEUES,
        COLLAPSES,
        REFUSES_ALL,
        ANSWERS_ONCE,
        FAILS_CHECKS,
        FAILS_CHECKS_AND_REFUSES,
        FAILS_AT_FIRST,
        REFUSES_AT_FIRST,
        REFUSES_CONNECTIONS,
        IS_ABSENT,
        GOES_AWAY
    }

    private static final Set<LoadShape> NOTHING_CONSTANT =
            Set.of(LoadShape.NEVER_CONSTANT, LoadShape.ALL_AT_ONCE, LoadShape.SHORT);

    private static final Set<ServiceShape> NOTHING_SERVED =
            Set.of(ServiceShape.REFUSES_ALL, ServiceShape.ANSWERS_ONCE, ServiceShape.IS_ABSENT, ServiceShape.GOES_AWAY);

    private static final Set<ServiceShape> HEALTHY = Set.of(
            ServiceShape.HEALTHY,
            ServiceShape.FAILS_CHECKS,
            ServiceShape.FAILS_AT_FIRST,
            ServiceShape.REFUSES_AT_FIRST,
            ServiceShape.REFUSES_CONNECTIONS);

    private static final int LATENCY = 50;

    /** Most requests of a load of few: without the first and the last, which belong to no step, fewer than decide. */
    private static final int FEW = 6;

    private static final String CHECK = "jsonPath($.state).find.is(done), but actually found open";

    /** Returns the log of a seed. Seeds one after the other go through all pairs of a load and a service. */
    public static RandomOtherLog of(int seed) {
        Random random = new Random(seed);
        LoadShape load = LoadShape.values()[seed % LoadShape.values().length];
        ServiceShape service = ServiceShape.values()[seed / LoadShape.values().length % ServiceShape.values().length];
        int places = 2 + random.nextInt(5);
        int seconds = 30 + random.nextInt(30);
        OtherLog log = log(load, service(service, places, seconds, random), places, seconds, random);
        boolean nothing = NOTHING_CONSTANT.contains(load) || NOTHING_SERVED.contains(service);
        return new RandomOtherLog(
                load, service, log, new Truth(nothing, HEALTHY.contains(service), places * 1000.0 / LATENCY));
    }

    private static OtherLog.Service service(ServiceShape shape, int places, int seconds, Random random) {
        OtherLog.Service healthy = OtherLog.places(10_000, LATENCY, 0);
        OtherLog.Service refuses = OtherLog.places(places, LATENCY, 2 * LATENCY);
        double share = 0.05 + 0.5 * random.nextDouble();
        OtherLog.Service absent =
                OtherLog.failing(OtherLog.absent(OtherLog.NOBODY), 0.3, OtherLog.NO_PORTS, new Random(places));
        int middle = seconds * 500;
        return switch (shape) {
            case HEALTHY -> healthy;
            case REFUSES -> refuses;
            case QUEUES -> OtherLog.places(places, LATENCY, 1_000_000);
            case COLLAPSES -> OtherLog.collapsing(places, LATENCY, 2 * LATENCY);
            case REFUSES_ALL -> OtherLog.absent(OtherLog.REFUSED);
            case ANSWERS_ONCE ->
                OtherLog.once(healthy, OtherLog.absent(random.nextBoolean() ? CHECK : OtherLog.NOBODY));
            case FAILS_CHECKS -> OtherLog.failing(healthy, share, CHECK, random);
            case FAILS_CHECKS_AND_REFUSES -> OtherLog.failing(refuses, share, CHECK, random);
            case FAILS_AT_FIRST ->
                OtherLog.during(0, seconds * 250, OtherLog.failing(healthy, share, CHECK, random), healthy);
            case REFUSES_AT_FIRST ->
                OtherLog.during(0, seconds * 250, OtherLog.failing(healthy, share, OtherLog.REFUSED, random), healthy);
            case REFUSES_CONNECTIONS ->
                OtherLog.failing(
                        OtherLog.failing(healthy, 0.4, OtherLog.NOBODY, random), 0.2, OtherLog.NO_PORTS, random);
            case IS_ABSENT -> absent;
            case GOES_AWAY -> OtherLog.during(middle, Integer.MAX_VALUE, absent, refuses);
        };
    }

    private static OtherLog log(LoadShape shape, OtherLog.Service service, int places, int seconds, Random random) {
        double capacity = places * 1000.0 / LATENCY;
        double most = capacity * (0.3 + 2.7 * random.nextDouble());
        return switch (shape) {
            case OPEN_LEVEL -> new OtherLog().open(arrivals(second -> most, most, seconds, random), service);
            case OPEN_STAIRCASE ->
                new OtherLog()
                        .open(
                                arrivals(
                                        second -> most * (1 + Math.floor(4 * second / seconds)) / 4,
                                        most,
                                        seconds,
                                        random),
                                service);
            case OPEN_RAMP ->
                new OtherLog()
                        .open(arrivals(second -> 1 + (most - 1) * second / seconds, most, seconds, random), service);
            case CALLERS -> {
                int least = 1 + random.nextInt(places);
                yield new OtherLog()
                        .closed(new int[] {least, 2 * least, 3 * least, 5 * least}, seconds * 250, 0, service);
            }
            case PAUSING_USERS -> {
                int least = (int) Math.max(4, most / 4);
                yield new OtherLog()
                        .closed(new int[] {least, 2 * least, 3 * least, 4 * least}, seconds * 250, 1000, service);
            }
            case NEVER_CONSTANT ->
                new OtherLog().open(Arrivals.even(second -> (200 + seconds) * Math.pow(2, second / 0.5), 3), service);
            case FEW_REQUESTS ->
                new OtherLog()
                        .open(Arrivals.even(second -> (double) (1 + random.nextInt(FEW)) / seconds, seconds), service);
            case ALL_AT_ONCE ->
                new OtherLog()
                        .open(
                                IntStream.range(0, 20 + random.nextInt(60))
                                        .map(i -> i / 10)
                                        .toArray(),
                                service);
            case SHORT -> new OtherLog().open(arrivals(second -> most, most, 1, random), service);
        };
    }

    private static int[] arrivals(DoubleUnaryOperator rate, double most, int seconds, Random random) {
        return random.nextBoolean()
                ? Arrivals.poisson(rate, most, seconds, random.nextLong())
                : Arrivals.even(rate, seconds);
    }

    @Override
    public String toString() {
        return load + " on a service that " + service + " (" + truth.capacity() + " req/s)";
    }
}
