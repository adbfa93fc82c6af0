package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Presses Ctrl-C in the middle of a run. */
class InterruptIT {

    @TempDir
    private Path results;

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void theLogStaysReadableAndSaysThatTheRunWasInterrupted() throws Exception {
        try (ForkedProcess gatling = ForkedProcess.gatling(
                results, "SingleClientSimulation", Map.of(), Map.of("headroom.search.step.minimum", "1 s"))) {
            gatling.awaitOutput("round 1 up: 32 callers;");
            gatling.interrupt();
            gatling.await();
            assertThat(gatling.output()).contains("Interrupted: the run was stopped after ");
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
        assertThat(last.get("label").asText())
                .as("the step that was cut short is no evidence, but the last is " + last.get("label"))
                .endsWith("round 1 up: 16 callers");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aKilledRunLeavesWhatCanStillBeSaid() throws Exception {
        try (ForkedProcess gatling = ForkedProcess.gatling(
                results, "SingleClientSimulation", Map.of(), Map.of("headroom.search.step.minimum", "1 s"))) {
            gatling.awaitOutput("round 1 up: 32 callers;");
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
}
