package io.headroom.settings;

import io.headroom.sizing.Limits;
import io.headroom.sizing.Overheads;
import io.headroom.sizing.SizingSettings;

/** Reads the traffic to size for, and what pods and nodes are made of. */
final class SizingReader {

    private final ConfigReader reader;

    SizingReader(ConfigReader reader) {
        this.reader = reader;
    }

    /**
     * Reads the settings. Must be called after all other readers, so that their problems are noted when it throws.
     *
     * @throws IllegalArgumentException when the overheads leave nothing of a node
     */
    SizingSettings sizing() {
        return new SizingSettings(
                reader.optionalNumber(
                        "sizing.wanted-requests-per-second", Limits.LEAST_PER_SECOND, Limits.MOST_PER_SECOND),
                reader.number("target.fraction", Limits.LEAST_FRACTION, 1),
                reader.optionalInteger("sizing.measured-pods", 1, Limits.MOST_PODS),
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
