package io.headroom.sizing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Pods and nodes for a wanted traffic, computed in several ways.
 *
 * @param wantedPerSecond traffic, in requests per second
 * @param settings        what pods and nodes are made of
 * @param fullyBusy       fleet by latency if every pod were busy all the time: the smallest that is possible
 * @param byLatency       fleet by latency with pods busy for the settings' fraction of the time
 * @param byCapacity      fleet by measured capacity with pods at the settings' fraction of it; empty if the number of
 *                        measured pods is not known
 * @param copies          copies of what was measured, whatever it consists of, each at the settings' fraction of its
 *                        capacity; empty if the capacity is not known
 * @param underLimit      whether the capacity is the one under a limit
 */
public record Sizing(
        double wantedPerSecond,
        SizingSettings settings,
        Optional<Fleet> fullyBusy,
        Optional<Fleet> byLatency,
        Optional<Fleet> byCapacity,
        OptionalLong copies,
        boolean underLimit) {

    /** Figures are rounded to what is shown before they are used, so that the arithmetic can be repeated by hand. */
    private static final int DIGITS = 4;

    /**
     * Returns the sizing that a measurement gives.
     *
     * @throws IllegalArgumentException if no traffic is wanted, and no capacity was measured that could take its place
     */
    public static Sizing of(Measured measured, SizingSettings settings) {
        Optional<BigDecimal> capacity =
                shown(measured.capacityPerSecond().stream().boxed().findFirst());
        Optional<BigDecimal> latency =
                shown(measured.latencyMillis().stream().boxed().findFirst());
        BigDecimal wanted = wanted(capacity, settings);
        return new Sizing(
                wanted.doubleValue(),
                settings,
                latency.map(millis -> Fleet.byLatency(wanted, millis, 1, settings)),
                latency.map(millis -> Fleet.byLatency(wanted, millis, settings.fraction(), settings)),
                capacity.filter(all -> settings.measuredPods().isPresent())
                        .map(all -> Fleet.byCapacity(
                                wanted, all, settings.measuredPods().getAsInt(), settings)),
                capacity.stream()
                        .mapToLong(all -> Fleet.copies(wanted, all, settings))
                        .findFirst(),
                measured.underLimit());
    }

    private static BigDecimal wanted(Optional<BigDecimal> capacity, SizingSettings settings) {
        if (settings.wantedPerSecond().isPresent()) {
            return BigDecimal.valueOf(settings.wantedPerSecond().getAsDouble());
        }
        return capacity.map(all -> all.multiply(BigDecimal.valueOf(settings.fraction())))
                .orElseThrow(() -> new IllegalArgumentException(
                        "sizing: no wanted requests per second are given, and no capacity was measured"));
    }

    private static Optional<BigDecimal> shown(Optional<Double> figure) {
        return figure.map(value -> BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_UP))
                .filter(value -> value.signum() > 0);
    }
}
