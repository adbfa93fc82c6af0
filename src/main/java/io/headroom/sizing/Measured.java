package io.headroom.sizing;

import java.util.OptionalDouble;

/**
 * Figures that were measured of a service that is to be sized.
 *
 * @param capacityPerSecond goodput of all its pods at the saturation point, or the capacity under a limit if that is smaller, in
 *                          requests per second
 * @param latencyMillis     mean latency of a request that does not wait for others, in milliseconds
 * @param underLimit        whether the capacity is the one under a limit
 */
public record Measured(OptionalDouble capacityPerSecond, OptionalDouble latencyMillis, boolean underLimit) {

    public Measured {
        capacityPerSecond.ifPresent(
                capacity -> Limits.require("measured capacity", capacity, 0, Limits.MOST_PER_SECOND));
        latencyMillis.ifPresent(latency -> Limits.require("latency in ms", latency, 0, Limits.MOST_LATENCY_MILLIS));
    }

    /** Creates figures that no limit lowers. */
    public Measured(OptionalDouble capacityPerSecond, OptionalDouble latencyMillis) {
        this(capacityPerSecond, latencyMillis, false);
    }

    /** Returns the same with another latency. */
    public Measured withLatency(OptionalDouble otherMillis) {
        return new Measured(capacityPerSecond, otherMillis, underLimit);
    }

    /** Returns the figures of a log, which may show more than a sizing can be computed from: these are left out. */
    public static Measured of(OptionalDouble capacityPerSecond, OptionalDouble latencyMillis, boolean underLimit) {
        return new Measured(
                within(capacityPerSecond, Limits.MOST_PER_SECOND),
                within(latencyMillis, Limits.MOST_LATENCY_MILLIS),
                underLimit);
    }

    private static OptionalDouble within(OptionalDouble figure, double most) {
        return figure.isPresent() && figure.getAsDouble() <= most ? figure : OptionalDouble.empty();
    }
}
