package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Runs the main job on a stand-in of known capacity: 4 pods x 1 ÷ 40 ms = 100 req/s, 4 x (1 + 1) = 8 callers, and on a service of 100
 * req/s and 12 callers whose full queue answers 500 at once.
 */
@NeedsQuiet
class SingleClientIT {

    private static final double CAPACITY = 100;
    private static final int CALLERS = 8;

    private static final Map<String, String> SHORT = Map.of(
            "headroom.stand-in.pods", "4",
            "headroom.stand-in.latency", "40 ms",
            "headroom.stand-in.queue-per-pod", "1",
            "headroom.search.rounds", "2",
            "headroom.search.maximum-callers", "40",
            "headroom.search.step.minimum", "1 s",
            "headroom.search.step.boundary", "3 s",
            "headroom.search.precision", "0.5",
            "headroom.hold.duration", "3 s",
            "headroom.target.duration", "6 s");

    @TempDir
    private Path results;

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void findsTheKnownSaturationPointAndVerifiesTheTarget() throws Exception {
        try (ForkedProcess gatling = ForkedProcess.gatling(results, "SingleClientSimulation", Map.of(), SHORT)) {
            assertEquals(0, gatling.await(), gatling.output());
            assertThat(gatling.output().lines().reduce((first, second) -> second))
                    .as("the verdict is the last thing that a user reads")
                    .hasValueSatisfying(line -> assertThat(line).startsWith("Reports: "));
        }
        Path run = Results.runFolder(results);
        JsonNode result = Results.json(run.resolve("headroom.json"));
        JsonNode saturation = result.get("saturation");
        JsonNode target = result.get("target");
        assertAll(
                () -> assertEquals("saturated", result.get("verdict").asText(), result.toPrettyString()),
                () -> assertTrue(result.get("data").get("complete").asBoolean()),
                () -> assertEquals(CAPACITY, saturation.get("goodputPerSecond").asDouble(), 0.03 * CAPACITY),
                () -> assertEquals(CALLERS, saturation.get("callers").asInt(), 1),
                () -> assertEquals(
                        0.7 * CAPACITY, target.get("achievedPerSecond").asDouble(), 0.05 * CAPACITY),
                () -> assertTrue(target.get("refusedShare").asDouble() < 0.02),
                () -> assertTrue(
                        p50(saturation) > p50(target), "p50 " + p50(saturation) + " ms, at the target " + p50(target)),
                () -> assertTrue(result.get("rounds").size() >= 2, "complete searches"),
                () -> assertTrue(saturation.at("/confidence95/lowPerSecond").asDouble() < CAPACITY),
                () -> assertTrue(saturation.at("/confidence95/highPerSecond").asDouble() > CAPACITY),
                () -> assertEquals(
                        4, result.at("/sizing/byCapacity/pods").asInt(), "the stand-in's pods, which took all of it"),
                () -> assertTrue(Files.exists(run.resolve("index.html")), "Gatling's own report"));
        theRunHasItsPages(run, saturation);
        theCommandLineSaysTheSame(run);
        theRunIsHeldToItsGates(run);
    }

    private void theRunHasItsPages(Path run, JsonNode saturation) throws Exception {
        String page = Files.readString(run.resolve("headroom.html"));
        String index = Files.readString(results.resolve("index.html"));
        List<String> history = Files.readAllLines(results.resolve("history.tsv"));
        String capacity = String.format(
                Locale.ROOT,
                "%.1f<span class=\"unit\"> req/s</span>",
                saturation.get("goodputPerSecond").asDouble());
        assertThat(page).contains("<span class=\"value\">" + capacity + "</span>");
        assertThat(page).as("a link to Gatling's own report").contains("href=\"index.html\"");
        assertThat(index).as("a link to the run's page").contains("href=\"" + run.getFileName() + "/headroom.html\"");
        assertEquals(2, history.size(), history.toString());
    }

    private void theCommandLineSaysTheSame(Path run) throws Exception {
        try (ForkedProcess text = ForkedProcess.headroom(results, Map.of(), "analyze", "--text", run.toString());
                ForkedProcess piped = ForkedProcess.headroom(results, Map.of(), "analyze", run.toString())) {
            assertEquals(0, text.await());
            assertEquals(0, piped.await());
            assertThat(text.output()).startsWith("01 warm-up: 4 callers  ");
            assertThat(text.output()).contains("Saturated at ");
            assertThat(piped.output()).contains("1\t01 warm-up: 4 callers\t\twarm-up\t4\t");
            assertThat(piped.output()).as("on stderr: " + piped.output()).contains("Saturated at ");
        }
        Results.assertSameWhenAnalyzedAgain(run);
    }

    /** Judges the last run, with the settings that its workload does not contain: those of the gates. */
    private void theRunIsHeldToItsGates(Path run) throws Exception {
        assertGated(0, "PASS          minimum-saturation", Map.of("HEADROOM_GATES_MINIMUM_SATURATION", "10"));
        assertGated(1, "FAIL          minimum-saturation", Map.of("HEADROOM_GATES_MINIMUM_SATURATION", "1000"));
        assertGated(3, "INCONCLUSIVE  regression", Map.of("HEADROOM_GATES_REGRESSION_BASELINE", "absent"));
        assertThat(Files.readString(run.resolve("junit.xml"))).contains("<error type=\"inconclusive\"");
    }

    private void assertGated(int status, String line, Map<String, String> gates) throws Exception {
        Map<String, String> environment = new HashMap<>(gates);
        environment.put("HEADROOM_RESULTS_FOLDER", results.toString());
        try (ForkedProcess gate = ForkedProcess.headroom(results, environment, "gate", "--last")) {
            assertEquals(status, gate.await(), gate.output());
            assertThat(gate.output()).contains("\n" + line);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void saysNotSaturatedWhereTheTopOfTheRangeIsTaken() throws Exception {
        Map<String, String> fewCallers = Map.of(
                "headroom.search.start-callers", "1",
                "headroom.search.maximum-callers", "2",
                "headroom.search.step.minimum", "1 s");
        try (ForkedProcess gatling = ForkedProcess.gatling(results, "SingleClientSimulation", Map.of(), fewCallers)) {
            assertEquals(0, gatling.await(), gatling.output());
            assertThat(gatling.output()).contains("Not saturated up to 2 callers / ");
        }
        JsonNode result = Results.json(Results.runFolder(results).resolve("headroom.json"));
        assertEquals("not-saturated", result.get("verdict").asText());
        assertTrue(List.of("saturation", "target").stream().noneMatch(result::has), result.toPrettyString());
    }

    /** Allows the tails at target and at saturation to touch: with one place per pod no answer takes longer than two service times. */
    private static int p50(JsonNode part) {
        return part.get("latencyMillis").get("p50").asInt();
    }

    /** Callers that tried again at once got 47 failures for each success. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void fullQueueThatAnswers500GetsNoMoreFailedRequestsThanGoodOnes() throws Exception {
        try (CountingService service = new CountingService(12, 500)) {
            Map<String, String> settings = Map.of(
                    "headroom.endpoint.url", service.url(),
                    "headroom.warm-up.limit", "4 s",
                    "headroom.search.rounds", "2",
                    "headroom.search.precision", "0.5",
                    "headroom.search.step.boundary", "2 s",
                    "headroom.hold.duration", "2 s",
                    "headroom.target.duration", "4 s");
            try (ForkedProcess gatling = ForkedProcess.gatling(results, "SingleClientSimulation", Map.of(), settings)) {
                assertThat(gatling.await()).as(gatling.output()).isZero();
            }
            JsonNode result = Results.json(Results.runFolder(results).resolve("headroom.json"));

            assertThat(result.get("verdict").asText()).isEqualTo("saturated");
            assertThat(result.at("/saturation/callers").asInt()).isBetween(11, 12);
            assertThat(result.at("/saturation/goodputPerSecond").asDouble())
                    .isCloseTo(CAPACITY, within(0.15 * CAPACITY));
            assertThat(service.refused()).isBetween(20L, service.served());
        }
    }
}
