package io.headroom.settings;

import io.headroom.gate.Baseline;
import io.headroom.gate.GateSettings;
import io.headroom.gate.GateSettings.Inconclusive;
import io.headroom.gate.GateSettings.Regression;
import io.headroom.gate.Percentile;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads what a run must show. */
final class GateReader {

    private static final double MOST_PER_SECOND = 1_000_000_000;

    private final ConfigReader reader;

    GateReader(ConfigReader reader) {
        this.reader = reader;
    }

    GateSettings gates() {
        Map<Percentile, Double> latency = new EnumMap<>(Percentile.class);
        for (Percentile percentile : Percentile.values()) {
            Duration longest =
                    reader.duration("gates.target-latency." + percentile.word(), Duration.ZERO, Duration.ofHours(1));
            if (!longest.isZero()) {
                latency.put(percentile, longest.toNanos() / 1e6);
            }
        }
        double refused = reader.number("gates.target-refused-share", 0, 1);
        return new GateSettings(
                unlessZero(reader.number("gates.minimum-saturation", 0, MOST_PER_SECOND)),
                unlessZero(reader.number("gates.minimum-target-rate", 0, MOST_PER_SECOND)),
                latency,
                refused == 1 ? OptionalDouble.empty() : OptionalDouble.of(refused),
                reader.flag("gates.ready-below-target"),
                unlessZero(reader.number("gates.consistency", 0, 1)),
                regression(),
                reader.oneOf("gates.inconclusive", Inconclusive.values(), Inconclusive::word));
    }

    private Optional<Regression> regression() {
        double largestLoss = reader.number("gates.regression.largest-loss", 0, 1);
        Optional<String> name = reader.optionalText("gates.regression.baseline");
        if (name.isPresent() && !Baseline.isName(name.get())) {
            reader.problem("gates.regression.baseline", "the name of a baseline: " + Baseline.NAME_WORDS);
            return Optional.empty();
        }
        return name.map(known -> new Regression(known, largestLoss));
    }

    private static OptionalDouble unlessZero(double value) {
        return value == 0 ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
