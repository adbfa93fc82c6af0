package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Measures a server with settings that take less time than the defaults, and promise less. */
public final class ShortRun {

    public static final String CALLERS = "SingleClientSimulation";
    public static final String ARRIVALS = "ArrivalsSimulation";

    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("headroom.warm-up.limit", "6 s"),
            Map.entry("headroom.search.rounds", "2"),
            Map.entry("headroom.search.precision", "0.5"),
            Map.entry("headroom.search.maximum-callers", "60"),
            Map.entry("headroom.search.step.boundary", "3 s"),
            Map.entry("headroom.search.time-limit", "7 m"),
            Map.entry("headroom.hold.duration", "2 s"),
            Map.entry("headroom.target.duration", "4 s"),
            Map.entry("headroom.arrivals.least-rounds", "3"),
            Map.entry("headroom.arrivals.precision", "0.2"),
            Map.entry("headroom.arrivals.window.minimum", "1500 ms"),
            Map.entry("headroom.arrivals.window.maximum", "6 s"),
            Map.entry("headroom.arrivals.one-percent-steps", "none"));

    private final Path results;
    private String output = "";

    /** @param folder an empty folder */
    public ShortRun(Path folder) {
        this.results = folder.resolve("results");
    }

    /** Starts a simulation. */
    public ForkedProcess start(String simulation, String url, Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(SHORT);
        settings.putAll(more);
        settings.put("headroom.endpoint.url", url);
        return ForkedProcess.gatling(Files.createDirectories(results), simulation, Map.of(), settings);
    }

    /** Runs a simulation to its end, and returns its {@code headroom.json}. */
    public JsonNode result(String simulation, String url, Map<String, String> more) throws Exception {
        try (ForkedProcess gatling = start(simulation, url, more)) {
            assertThat(gatling.await()).as(gatling.output()).isZero();
            output = gatling.output();
        }
        return Results.json(folder().resolve("headroom.json"));
    }

    /** Returns what the last run printed that was run to its end. */
    public String output() {
        return output;
    }

    /** Returns the folder of the only run. */
    public Path folder() throws IOException {
        return Results.runFolder(results);
    }

    public static double goodput(JsonNode result) {
        return result.at("/saturation/goodputPerSecond").asDouble();
    }
}
