package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Counts the connections on which a service gets the arrivals at the target: some 70 req/s of 40 ms and more, so 3 to 12 at a time,
 * sent by a pool of 200 users. The search before had more callers than the service has room for.
 */
class ConnectionsIT {

    private static final int USERS = 200;

    @TempDir
    private Path results;

    /** Without sharing, each of the users would send in turn, on its own connection. */
    @Test
    void sharedConnectionsAreAsManyAsRequestsInFlight() throws Exception {
        try (CountingService service = new CountingService()) {
            JsonNode target = target(service, "shared");

            int connections = target.at("/injector/connections").asInt();
            assertThat(connections).isBetween(3, 20);
            assertThat(service.connectionsInLast(Duration.ofSeconds(3))).isBetween(3L, 2L * connections);
        }
    }

    @Test
    void eachUserHasAConnectionOfItsOwnIfWanted() throws Exception {
        try (CountingService service = new CountingService()) {
            JsonNode target = target(service, "per-caller");

            assertThat(target.at("/injector/connections").asInt()).isGreaterThan(USERS / 4);
            assertThat(service.connectionsInLast(Duration.ofSeconds(3))).isGreaterThan(USERS / 2);
        }
    }

    /** Measures the service, and returns the step at the target. */
    private JsonNode target(CountingService service, String connections) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "headroom.endpoint.url", service.url(),
                "headroom.endpoint.connections", connections,
                "headroom.search.rounds", "1",
                "headroom.search.maximum-callers", Integer.toString(USERS),
                "headroom.search.step.boundary", "2 s",
                "headroom.warm-up.limit", "2 s",
                "headroom.hold.duration", "1 s",
                "headroom.target.duration", "6 s"));
        try (ForkedProcess gatling = ForkedProcess.gatling(results, "SingleClientSimulation", Map.of(), settings)) {
            assertEquals(0, gatling.await(), gatling.output());
        }
        JsonNode result = Results.json(Results.runFolder(results).resolve("headroom.json"));
        JsonNode steps = result.at("/steps");
        JsonNode last = steps.get(steps.size() - 1);
        assertThat(last.at("/label").asText()).contains("target");
        return last;
    }
}
