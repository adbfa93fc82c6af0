package io.headroom.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * By what two runs are told to be of the same workload.
 *
 * @param simulation  name and version
 * @param endpoint    what was measured, in words
 * @param fingerprint SHA-256 of each part of the workload, by its name
 * @param settings    of the search, by key, to name what differs
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

    /** What of the workloads differs, in words; empty when both runs can be compared. */
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
