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

/** Reads the gates that a run is judged by. */
final class GateReader {

    private static final double MOST_PER_SECOND = 1_000_000_000;
    private static final double MOST_SHARE = 0.9999;

    private final ConfigReader reader;

    GateReader(ConfigReader reader) {
        this.reader = reader;
    }

    GateSettings gates() {
        return new GateSettings(
                reader.optionalPositive("gates.minimum-saturation", MOST_PER_SECOND),
                reader.optionalPositive("gates.minimum-rate-under-limit", MOST_PER_SECOND),
                reader.optionalPositive("gates.minimum-target-rate", MOST_PER_SECOND),
                targetLatency(),
                reader.optionalNumber("gates.target-refused-share", 0, MOST_SHARE),
                reader.flag("gates.ready-below-target"),
                reader.optionalPositive("gates.consistency", 1),
                regression(),
                reader.oneOf("gates.inconclusive", Inconclusive.values(), Inconclusive::word));
    }

    /** Reads the gates on latency. A log holds whole milliseconds, so a bound below one could not be judged. */
    private Map<Percentile, Double> targetLatency() {
        ValueType<Duration> longest = ValueType.duration(Duration.ofMillis(1), Duration.ofHours(1));
        Map<Percentile, Double> millis = new EnumMap<>(Percentile.class);
        for (Percentile percentile : Percentile.values()) {
            reader.optional("gates.target-latency." + percentile.word(), longest)
                    .ifPresent(latency -> millis.put(percentile, latency.toNanos() / 1e6));
        }
        return millis;
    }

    private Optional<Regression> regression() {
        double largestLoss = reader.number("gates.regression.largest-loss", 0, 1);
        ValueType<String> name = new ValueType<>(
                "the name of a baseline: " + Baseline.NAME_WORDS,
                (source, path) -> Optional.of(source.getString(path).strip()).filter(Baseline::isName));
        return reader.optional("gates.regression.baseline", name).map(known -> new Regression(known, largestLoss));
    }
}
