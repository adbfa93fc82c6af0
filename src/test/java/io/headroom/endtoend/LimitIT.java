package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Searches the capacity under a limit on one pod of 100 req/s that takes exponential times: the queue M/M/1, of which 95 % of the
 * requests are answered within 100 ms up to {@code 100 − ln 20 ÷ 0.1 s = 70.0 req/s}. It refuses what finds 50 waiting, which at such rates
 * does not happen. Steps are a third as long as usual, so that the rate is only roughly right.
 */
@NeedsQuiet
class LimitIT {

    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("headroom.stand-in.pods", "1"),
            Map.entry("headroom.stand-in.latency", "10 ms"),
            Map.entry("headroom.stand-in.latency-distribution", "exponential"),
            Map.entry("headroom.stand-in.queue-per-pod", "50"),
            Map.entry("headroom.warm-up.limit", "6 s"),
            Map.entry("headroom.search.rounds", "2"),
            Map.entry("headroom.search.precision", "0.5"),
            Map.entry("headroom.search.step.boundary", "3 s"),
            Map.entry("headroom.arrivals.least-rounds", "3"),
            Map.entry("headroom.arrivals.precision", "0.2"),
            Map.entry("headroom.arrivals.one-percent-steps", "none"),
            Map.entry("headroom.arrivals.window.minimum", "1500 ms"),
            Map.entry("headroom.arrivals.window.maximum", "6 s"),
            Map.entry("headroom.limit.duration", "40 s"),
            Map.entry("headroom.hold.duration", "2 s"),
            Map.entry("headroom.target.duration", "4 s"));

    @TempDir
    private Path results;

    private JsonNode run(String simulation, String key, String value) throws Exception {
        Map<String, String> settings = new HashMap<>(SHORT);
        settings.put(key, value);
        try (ForkedProcess gatling = ForkedProcess.gatling(results, simulation, Map.of(), settings)) {
            assertThat(gatling.await()).as(gatling.output()).isZero();
            assertThat(gatling.output()).contains("Under the limit (");
        }
        Results.assertSameWhenAnalyzedAgain(Results.runFolder(results));
        return Results.json(Results.runFolder(results).resolve("headroom.json"));
    }

    private static void assertTargetOfLimit(JsonNode result) {
        assertThat(result.get("verdict").asText())
                .as(result.get("reason").asText())
                .isEqualTo("saturated");
        double rate = result.at("/limit/ratePerSecond").asDouble();
        assertThat(result.at("/limit/found").asText()).isIn("found", "imprecise");
        assertThat(result.at("/limit/confidence95/lowPerSecond").asDouble()).isLessThan(rate);
        assertThat(result.at("/target/offeredPerSecond").asDouble()).isEqualTo(0.7 * rate, within(0.01));
    }

    @Test
    void latencyIsKeptUpToTheRateOfTheTextbook() throws Exception {
        JsonNode result = run("SingleClientSimulation", "headroom.limit.latency", "100 ms");

        assertTargetOfLimit(result);
        assertThat(result.at("/limit/ratePerSecond").asDouble()).isBetween(50.0, 85.0);
        assertThat(result.at("/limit/callers").asInt()).isPositive();
        assertThat(result.at("/saturation/goodputPerSecond").asDouble()).isEqualTo(100, within(10.0));
    }

    /** With two requests in the pod and none more, M/M/1/2, 10 % are refused at 0.393 of its speed: {@code ρ² ÷ (1 + ρ + ρ²) = 0.1}. */
    @Test
    void failuresAreKeptBelowTheirShareOnAServiceThatRefuses() throws Exception {
        Map<String, String> settings = new HashMap<>(SHORT);
        settings.put("headroom.stand-in.queue-per-pod", "1");
        settings.put("headroom.limit.failed-share", "0.1");
        try (ForkedProcess gatling = ForkedProcess.gatling(results, "ArrivalsSimulation", Map.of(), settings)) {
            assertThat(gatling.await()).as(gatling.output()).isZero();
            assertThat(gatling.output()).contains("Under the limit (at most 10 % failed): ");
        }
        JsonNode result = Results.json(Results.runFolder(results).resolve("headroom.json"));

        assertTargetOfLimit(result);
        assertThat(result.at("/limit/ratePerSecond").asDouble()).isBetween(28.0, 52.0);
        assertThat(result.at("/limit/callers").isMissingNode()).isTrue();
        Results.assertSameWhenAnalyzedAgain(Results.runFolder(results));
    }
}
