package io.headroom.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.standin.SampleStandIn;
import io.headroom.standin.StandIn;
import io.headroom.standin.StandInSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures a server that is not ours: an nginx that refuses more than a number of requests at a time, in front of a slow service. */
@NeedsQuiet
class NginxIT {

    private static final int LIMIT = 13;

    private static final String LIMITED = """
            limit_conn_zone $server_name zone=all:1m;
            limit_conn_log_level info;
            upstream slow { server 127.0.0.1:%d; keepalive 64; }
            """;

    private static final String LOCATION = """
            location / {
              limit_conn all LIMIT;
              limit_conn_status 503;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_pass http://slow;
            }
            """.replace("LIMIT", Integer.toString(LIMIT));

    @TempDir
    private Path results;

    @Test
    void theCallerBoundaryOfLimitConnIsFoundExactly() throws Exception {
        Optional<Path> program = Nginx.program();
        assumeTrue(program.isPresent(), Nginx.MISSING);
        StandInSettings ample =
                SampleStandIn.taking(Duration.ofMillis(60)).withPods(64, 1, 4).settings();
        try (StandIn slow = StandIn.start(ample, Optional.empty())) {
            Nginx nginx = Nginx.configured(
                    program.get(), results, LIMITED.formatted(slow.url().getPort()), LOCATION);
            try (ForkedProcess server = ForkedProcess.start(results, Map.of(), nginx.command())) {
                assertTrue(nginx.comesUp(), server.output());
                JsonNode result = measure(nginx.url());
                assertEquals("saturated", result.get("verdict").asText(), result.toPrettyString());
                JsonNode saturation = result.get("saturation");
                assertEquals(LIMIT, saturation.get("callers").asInt(), saturation.toPrettyString());
                assertEquals(
                        "none refused at 13 callers; at 14 callers refused",
                        saturation.get("evidence").asText().replaceAll(" \\d+ of.*", ""));
            }
        }
    }

    private JsonNode measure(String url) throws Exception {
        Map<String, String> settings = Map.of(
                "headroom.endpoint.url",
                url,
                "headroom.search.rounds",
                "2",
                "headroom.search.step.minimum",
                "1 s",
                "headroom.search.step.boundary",
                "3 s",
                "headroom.search.precision",
                "0.5",
                "headroom.hold.duration",
                "2 s",
                "headroom.target.duration",
                "3 s");
        try (ForkedProcess gatling = ForkedProcess.gatling(results, "SingleClientSimulation", Map.of(), settings)) {
            assertEquals(0, gatling.await(), gatling.output());
        }
        Path run = Results.runFolders(results).stream()
                .filter(folder -> Files.exists(folder.resolve("headroom.json")))
                .findFirst()
                .orElseThrow();
        return Results.json(run.resolve("headroom.json"));
    }
}
