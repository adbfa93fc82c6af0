package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Searches with arrivals on a stand-in of known capacity: 4 pods x 1 ÷ 40 ms = 100 req/s. */
@NeedsQuiet
@Isolated("its service takes as much as half the machine can send")
class ArrivalsIT {

    private static final double CAPACITY = 100;

    private static final Map<String, String> SHORT = Map.of(
            "headroom.stand-in.pods", "4",
            "headroom.stand-in.latency", "40 ms",
            "headroom.stand-in.queue-per-pod", "1",
            "headroom.search.maximum-callers", "40",
            "headroom.arrivals.least-rounds", "3",
            "headroom.arrivals.precision", "0.2",
            "headroom.arrivals.window.minimum", "1500 ms",
            "headroom.arrivals.window.maximum", "3 s",
            "headroom.arrivals.one-percent-steps", "none",
            "headroom.target.duration", "4 s");

    /**
     * Expects 1 % refused at 212 req/s, as a simulation without noise has it with 200,000 requests at each rate. The capacity is
     * 8 pods x 1 ÷ 20 ms = 400 req/s, but pods are chosen at random, so that some refuse while others are idle.
     */
    private static final double RANDOM_CAPACITY = 400;

    private static final double RANDOM_ONE_PERCENT = 212;

    private static final Map<String, String> RANDOM = Map.of(
            "headroom.stand-in.pods", "8",
            "headroom.stand-in.latency", "20 ms",
            "headroom.stand-in.queue-per-pod", "3",
            "headroom.stand-in.routing", "random",
            "headroom.arrivals.least-rounds", "3",
            "headroom.arrivals.precision", "0.2",
            "headroom.arrivals.window.minimum", "2 s",
            "headroom.arrivals.window.maximum", "6 s",
            "headroom.target.duration", "4 s");

    @TempDir
    private Path results;

    @Test
    void targetThatRefusesIsAnsweredWithTheSafeRate() throws Exception {
        try (ForkedProcess gatling = ForkedProcess.gatling(results, "ArrivalsSimulation", Map.of(), RANDOM)) {
            assertEquals(0, gatling.await(), gatling.output());
            assertThat(gatling.output()).contains("REQUESTS ARE REFUSED");
        }
        JsonNode result = Results.json(Results.runFolder(results).resolve("headroom.json"));
        assertEquals("saturated", result.get("verdict").asText(), result.toPrettyString());
        JsonNode target = result.get("target");
        double onePercent = target.at("/onePercentRefused/perSecond").asDouble();
        double low = result.at("/saturation/confidence95/lowPerSecond").asDouble();
        assertAll(
                () -> assertEquals(
                        RANDOM_CAPACITY,
                        result.at("/saturation/goodputPerSecond").asDouble(),
                        0.08 * RANDOM_CAPACITY),
                () -> assertEquals(RANDOM_ONE_PERCENT, onePercent, 0.25 * RANDOM_ONE_PERCENT),
                () -> assertEquals("refuses", target.get("promise").asText(), target.toPrettyString()),
                () -> assertTrue(target.get("refusedShare").asDouble() > 0.01, target.toPrettyString()),
                () -> assertEquals(
                        Math.min(0.7 * low, 0.9 * onePercent),
                        target.get("safePerSecond").asDouble(),
                        0.001));
    }

    @Test
    void intervalHoldsTheKnownCapacity() throws Exception {
        try (ForkedProcess gatling = ForkedProcess.gatling(results, "ArrivalsSimulation", Map.of(), SHORT)) {
            assertEquals(0, gatling.await(), gatling.output());
        }
        Path run = Results.runFolder(results);
        JsonNode result = Results.json(run.resolve("headroom.json"));
        assertEquals("saturated", result.get("verdict").asText(), result.toPrettyString());
        JsonNode saturation = result.get("saturation");
        double low = saturation.at("/confidence95/lowPerSecond").asDouble();
        double high = saturation.at("/confidence95/highPerSecond").asDouble();
        assertAll(
                () -> assertEquals(CAPACITY, saturation.get("goodputPerSecond").asDouble(), 0.05 * CAPACITY),
                () -> assertTrue(low < CAPACITY && CAPACITY < high, low + " to " + high),
                () -> assertTrue(high - low < 0.4 * CAPACITY, low + " to " + high),
                () -> assertEquals(
                        0.7 * CAPACITY, result.at("/target/achievedPerSecond").asDouble(), 0.08 * CAPACITY));
        Results.assertSameWhenAnalyzedAgain(run);
    }
}
