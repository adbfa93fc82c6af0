package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Presses Ctrl-C in the middle of a run. */
class InterruptIT {

    /** A machine may be so busy that a second is over before a signal has arrived. */
    private static final Map<String, String> LONG_STEPS = Map.of("headroom.search.step.minimum", "4 s");

    private static final Pattern ANNOUNCED = Pattern.compile("next: (\\d+) ");

    @TempDir
    private Path results;

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void theLogStaysReadableAndSaysThatTheRunWasInterrupted() throws Exception {
        int running;
        try (ForkedProcess gatling = ForkedProcess.gatling(results, "SingleClientSimulation", Map.of(), LONG_STEPS)) {
            gatling.awaitOutput("round 1 up: 8 callers");
            gatling.interrupt();
            gatling.await();
            assertThat(gatling.output()).contains("Interrupted: the run was stopped after ");
            running = lastAnnounced(gatling.output());
        }
        Path run = Results.runFolder(results);
        assertThat(run.resolve("index.html")).as("Gatling's report of a part").doesNotExist();
        try (ForkedProcess analyze = ForkedProcess.headroom(results, Map.of(), "analyze", "--json", run.toString())) {
            assertEquals(3, analyze.await(), analyze.output());
        }
        JsonNode result = Results.json(run.resolve("headroom.json"));
        assertEquals("interrupted", result.get("verdict").asText());
        assertTrue(result.get("data").get("complete").asBoolean(), "Gatling wrote all that it had");
        JsonNode last = result.get("steps").get(result.get("steps").size() - 1);
        assertEquals(
                running - 1,
                last.get("number").asInt(),
                "the step that was cut short is no evidence, but the last is " + last.get("label"));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aKilledRunLeavesWhatCanStillBeSaid() throws Exception {
        try (ForkedProcess gatling = ForkedProcess.gatling(results, "SingleClientSimulation", Map.of(), LONG_STEPS)) {
            gatling.awaitOutput("round 1 up: 16 callers");
            gatling.kill();
            gatling.await();
        }
        Path run = Results.runFolder(results);
        try (ForkedProcess analyze = ForkedProcess.headroom(results, Map.of(), "analyze", run.toString())) {
            assertEquals(3, analyze.await(), analyze.output());
            assertThat(analyze.output()).contains("Incomplete: the log is cut off inside record ");
            assertThat(analyze.output()).contains("round 1 up: 4 callers");
        }
    }

    /** Returns the number of the step that was the last to begin. */
    private static int lastAnnounced(String output) {
        return ANNOUNCED
                .matcher(output)
                .results()
                .reduce((first, second) -> second)
                .map(found -> Integer.parseInt(found.group(1)))
                .orElseThrow();
    }
}
