package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Counts the connections on which a service gets the arrivals at the target: some 70 req/s of 40 ms and more, so 3 to 12 at a time,
 * sent by a pool of 200 users. The overload before fills its 60 places.
 */
@NeedsQuiet
class ConnectionsIT {

    private static final int USERS = 200;
    private static final int PLACES = 60;

    /** Most requests at a time in the target, where a queue of 70 % load rarely has 15 and a busy machine adds some. */
    private static final int MOST_IN_FLIGHT = 25;

    /** The end of the target, which lasts for 6 s. */
    private static final Duration END = Duration.ofSeconds(4);

    @TempDir
    private Path results;

    /** Were nothing closed, the connections of the overload would be used in turn. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void sharedConnectionsAreAsManyAsRequestsInFlight() throws Exception {
        try (CountingService service = new CountingService(PLACES)) {
            JsonNode steps = measure(service, "shared");
            int connections = connections(steps, "target");

            assertThat(connections(steps, "plateau")).isGreaterThanOrEqualTo(PLACES);
            assertThat(connections).isBetween(3, MOST_IN_FLIGHT);
            assertThat(service.connectionsInLast(END)).isBetween(3L, (long) connections);
            assertThat(service.newConnectionsInLast(END)).isLessThanOrEqualTo(service.requestsInLast(END) / 50);
        }
    }

    /** The users send in turn, so each of their connections is used once in about 3 s. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void eachUserHasAConnectionOfItsOwnIfWanted() throws Exception {
        try (CountingService service = new CountingService(PLACES)) {
            JsonNode steps = measure(service, "per-caller");

            assertThat(connections(steps, "target")).isBetween(USERS / 2, USERS);
            assertThat(service.connectionsInLast(END)).isBetween(USERS / 2L, (long) USERS);
        }
    }

    /** Measures the service, and returns the steps. */
    private JsonNode measure(CountingService service, String connections) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "headroom.endpoint.url", service.url(),
                "headroom.endpoint.connections", connections,
                "headroom.search.maximum-callers", Integer.toString(USERS),
                "headroom.warm-up.limit", "2 s",
                "headroom.arrivals.least-rounds", "3",
                "headroom.arrivals.precision", "0.5",
                "headroom.arrivals.window.minimum", "1500 ms",
                "headroom.arrivals.window.maximum", "3 s",
                "headroom.arrivals.one-percent-steps", "none",
                "headroom.target.duration", "6 s"));
        try (ForkedProcess gatling = ForkedProcess.gatling(results, "ArrivalsSimulation", Map.of(), settings)) {
            assertThat(gatling.await()).as(gatling.output()).isZero();
        }
        JsonNode result = Results.json(Results.runFolder(results).resolve("headroom.json"));
        return result.get("steps");
    }

    /** Returns how many connections were open at the end of the last step of that name. */
    private static int connections(JsonNode steps, String name) {
        JsonNode last = null;
        for (JsonNode step : steps) {
            last = step.get("label").asText().contains(name) ? step : last;
        }
        assertThat(last).as("a step named " + name).isNotNull();
        return last.at("/injector/connections").asInt();
    }
}
