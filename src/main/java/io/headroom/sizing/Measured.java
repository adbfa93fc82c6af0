package io.headroom.sizing;

import java.util.OptionalDouble;

/**
 * Figures that were measured of a service that is to be sized.
 *
 * @param capacityPerSecond goodput of all its pods at the saturation point, in requests per second
 * @param latencyMillis     mean latency of a request that does not wait for others, in milliseconds
 */
public record Measured(OptionalDouble capacityPerSecond, OptionalDouble latencyMillis) {

    public Measured {
        capacityPerSecond.ifPresent(
                capacity -> Limits.require("measured capacity", capacity, 0, Limits.MOST_PER_SECOND));
        latencyMillis.ifPresent(latency -> Limits.require("latency in ms", latency, 0, Limits.MOST_LATENCY_MILLIS));
    }

    /** Returns the figures of a log, which may show more than a sizing can be computed from: these are left out. */
    public static Measured of(OptionalDouble capacityPerSecond, OptionalDouble latencyMillis) {
        return new Measured(
                within(capacityPerSecond, Limits.MOST_PER_SECOND), within(latencyMillis, Limits.MOST_LATENCY_MILLIS));
    }

    private static OptionalDouble within(OptionalDouble figure, double most) {
        return figure.isPresent() && figure.getAsDouble() <= most ? figure : OptionalDouble.empty();
    }
}
