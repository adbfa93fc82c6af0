package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.standin.SampleStandIn;
import io.headroom.standin.StandIn;
import io.headroom.standin.StandInSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs simulations that know nothing of Headroom on a stand-in of known capacity: 100 req/s, 4 x (1 + 1) = 8 callers. */
@NeedsQuiet
class ForeignIT {

    private static final double CAPACITY = 100;
    private static final int CALLERS = 8;
    private static final int USERS_A_LEVEL = 2;

    private static final StandInSettings SERVICE =
            SampleStandIn.taking(Duration.ofMillis(40)).withPods(4, 1, 1).settings();

    @TempDir
    private Path results;

    @ParameterizedTest(name = "users stay: {0}")
    @Execution(ExecutionMode.CONCURRENT)
    @ValueSource(booleans = {true, false})
    void closedStaircaseShowsCapacityAndBoundary(boolean stay) throws Exception {
        JsonNode result = analyzed("ClosedStaircaseSimulation", Map.of("foreign.stay", Boolean.toString(stay)));

        JsonNode saturation = result.path("saturation");
        assertAll(
                () -> assertEquals("saturated", result.path("verdict").asText(), result.toPrettyString()),
                () -> assertThat(result.path("reason").asText()).contains("plateaus of the number of concurrent users"),
                () -> assertEquals(CAPACITY, saturation.path("goodputPerSecond").asDouble(), 0.05 * CAPACITY),
                () -> assertEquals(CALLERS, saturation.path("callers").asInt(), USERS_A_LEVEL));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void openStaircaseShowsCapacity() throws Exception {
        JsonNode result = analyzed("OpenStaircaseSimulation", Map.of());

        JsonNode saturation = result.path("saturation");
        assertAll(
                () -> assertEquals("saturated", result.path("verdict").asText(), result.toPrettyString()),
                () -> assertThat(result.path("reason").asText()).contains("plateaus of the rate at which users arrive"),
                () -> assertEquals(CAPACITY, saturation.path("goodputPerSecond").asDouble(), 0.05 * CAPACITY),
                () -> assertFalse(saturation.has("callers"), "arrivals have no callers"));
    }

    private JsonNode analyzed(String simulation, Map<String, String> properties) throws Exception {
        try (StandIn standIn = StandIn.start(SERVICE, Optional.empty())) {
            Map<String, String> settings = new HashMap<>(properties);
            settings.put("foreign.url", standIn.url().resolve("/").toString());
            try (ForkedProcess gatling = ForkedProcess.gatlingWith(
                    results, "io.headroom.endtoend.foreign." + simulation, Map.of(), settings)) {
                assertEquals(0, gatling.await(), gatling.output());
            }
        }
        String run = Results.runFolder(results).toString();
        try (ForkedProcess json = ForkedProcess.headroom(results, Map.of(), "analyze", "--json", run)) {
            assertEquals(0, json.await(), json.output());
            JsonNode result = new ObjectMapper().readTree(json.output());
            System.out.println(
                    simulation + properties + ": " + result.path("reason").asText());
            return result;
        }
    }
}
