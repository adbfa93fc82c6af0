package io.headroom.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The mark by which two runs are recognised as runs of the same workload.
 *
 * @param simulation  name and version of the simulation
 * @param endpoint    endpoint that was measured, in words
 * @param fingerprint SHA-256 of each part of the workload, by its name
 * @param settings    settings of the search by key, to name those that differ
 */
public record WorkloadMark(
        String simulation, String endpoint, Map<String, String> fingerprint, Map<String, String> settings) {

    public WorkloadMark {
        fingerprint = new TreeMap<>(Map.copyOf(fingerprint)); // no part is null
        settings = new TreeMap<>(Map.copyOf(settings));
    }

    @Override
    public Map<String, String> fingerprint() {
        return new TreeMap<>(fingerprint);
    }

    @Override
    public Map<String, String> settings() {
        return new TreeMap<>(settings);
    }

    /** Describes how two workloads differ; empty if their runs can be compared. */
    public List<String> differences(WorkloadMark other) {
        List<String> differences = new ArrayList<>();
        for (String part : different(fingerprint, other.fingerprint)) {
            differences.add(
                    switch (part) {
                        case "simulation" -> "the simulation (" + simulation + " and " + other.simulation + ")";
                        case "endpoint" ->
                            "the endpoint or the names of its headers (" + endpoint + " and " + other.endpoint + ")";
                        case "search" -> "settings (" + differentSettings(other) + ")";
                        default -> "the " + part;
                    });
        }
        return differences;
    }

    private String differentSettings(WorkloadMark other) {
        List<String> words = new ArrayList<>();
        for (String key : different(settings, other.settings)) {
            words.add(key + " = " + settings.getOrDefault(key, "not set") + " and "
                    + other.settings.getOrDefault(key, "not set"));
        }
        return String.join(", ", words);
    }

    private static List<String> different(Map<String, String> one, Map<String, String> another) {
        TreeSet<String> keys = new TreeSet<>(one.keySet());
        keys.addAll(another.keySet());
        return keys.stream()
                .filter(key -> !one.getOrDefault(key, "").equals(another.getOrDefault(key, "")))
                .toList();
    }
}
