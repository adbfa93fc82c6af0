package io.headroom.sizing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Pods and nodes for a wanted traffic.
 *
 * @param wantedPerSecond traffic, requests per second
 * @param settings        what they are made of
 * @param fullyBusy       by latency, were every pod busy all the time: the least there can be
 * @param byLatency       by latency, with pods busy for the settings' fraction of the time
 * @param byCapacity      by measured capacity, with pods at the settings' fraction of it; needs the number of pods that were
 *                        measured
 */
public record Sizing(
        double wantedPerSecond,
        SizingSettings settings,
        Optional<Fleet> fullyBusy,
        Optional<Fleet> byLatency,
        Optional<Fleet> byCapacity) {

    /** What is computed with is what is shown, so that the arithmetic can be done again by hand. */
    private static final int DIGITS = 4;

    /**
     * The sizing that a measurement gives.
     *
     * @throws IllegalArgumentException when no traffic is wanted, and none was measured that could be
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
                                wanted, all, settings.measuredPods().getAsInt(), settings)));
    }

    private static BigDecimal wanted(Optional<BigDecimal> capacity, SizingSettings settings) {
        if (settings.wantedPerSecond().isPresent()) {
            return BigDecimal.valueOf(settings.wantedPerSecond().getAsDouble());
        }
        return capacity.map(all -> all.multiply(BigDecimal.valueOf(settings.fraction())))
                .orElseThrow(() -> new IllegalArgumentException(
                        "sizing: how many requests per second are wanted is not said, and no capacity was measured"));
    }

    private static Optional<BigDecimal> shown(Optional<Double> figure) {
        return figure.map(value -> BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_UP))
                .filter(value -> value.signum() > 0);
    }
}
