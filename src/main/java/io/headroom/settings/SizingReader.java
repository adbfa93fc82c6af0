package io.headroom.settings;

import io.headroom.sizing.Limits;
import io.headroom.sizing.Overheads;
import io.headroom.sizing.SizingSettings;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads what traffic is wanted, and what pods and nodes are made of. */
final class SizingReader {

    private final ConfigReader reader;

    SizingReader(ConfigReader reader) {
        this.reader = reader;
    }

    /** Throws {@code IllegalArgumentException} when the overheads leave nothing of a node: to be called last. */
    SizingSettings sizing() {
        double wanted = reader.number("sizing.wanted-requests-per-second", 0, Limits.MOST_PER_SECOND);
        int pods = reader.integer("sizing.measured-pods", 0, Limits.MOST_PODS);
        return new SizingSettings(
                wanted == 0 ? OptionalDouble.empty() : OptionalDouble.of(wanted),
                reader.number("target.fraction", Limits.LEAST_FRACTION, 1),
                pods == 0 ? OptionalInt.empty() : OptionalInt.of(pods),
                reader.integer("sizing.concurrency-per-pod", 1, Limits.MOST_PODS),
                reader.number("sizing.cpu-per-pod", Limits.LEAST_CPU, Limits.MOST_CPU),
                reader.number("sizing.cpu-per-node", Limits.LEAST_CPU, Limits.MOST_CPU),
                new Overheads(
                        reader.number("sizing.overheads.kubernetes-per-node", 0, Limits.MOST_CPU),
                        reader.number("sizing.overheads.logging-per-node", 0, Limits.MOST_CPU),
                        reader.integer("sizing.overheads.front-ends", 0, Limits.MOST_PODS),
                        reader.number("sizing.overheads.cpu-per-front-end", 0, Limits.MOST_CPU)));
    }
}
