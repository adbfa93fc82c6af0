package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures a service whose full queue answers 500 at once: 100 req/s, 12 callers. */
@NeedsQuiet
class FullQueueIT {

    private static final int SERVER_ERROR = 500;
    private static final double CAPACITY = 100;

    @TempDir
    private Path results;

    /** Callers that tried again at once got 47 failures for each success. */
    @Test
    void sendsNoMoreFailedRequestsThanGoodOnes() throws Exception {
        try (CountingService service = new CountingService(12, SERVER_ERROR)) {
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
