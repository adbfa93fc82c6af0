package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.endpoint.SmallServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Runs the fine-tuning simulations on a stand-in of 2 pods x 1 x 20 ms that lets 8 callers wait. */
@NeedsQuiet
@Isolated("it measures short steps")
class FineTuningIT {

    private static final Map<String, String> TWO_PODS = Map.of(
            "headroom.stand-in.pods", "2",
            "headroom.stand-in.latency", "20 ms",
            "headroom.stand-in.queue-per-pod", "3",
            "headroom.fine-tuning.messages", "101");

    @TempDir
    private Path results;

    @Test
    void oneCallerSendsEveryMessage() throws Exception {
        JsonNode result = run("SingleThreadSimulation", Map.of());
        JsonNode step = result.get("steps").get(0);
        assertAll(
                () -> assertEquals(1, result.get("steps").size()),
                () -> assertEquals(101, step.get("requests").get("ok").asInt()),
                () -> assertEquals(22, step.get("latencyMillis").get("p50").asInt(), 3));
    }

    @Test
    void verdictStandsWhereTheHistoryCannotBeWritten() throws Exception {
        Files.createDirectories(results.resolve("elsewhere").resolve("history.tsv"));
        try (ForkedProcess gatling =
                ForkedProcess.gatling(results.resolve("elsewhere"), "SmokeSimulation", Map.of(), TWO_PODS)) {
            assertEquals(0, gatling.await(), gatling.output());
            assertThat(gatling.output()).contains("WARNING: headroom.html, history.tsv and index.html");
        }
    }

    @Test
    void severalCallersShareTheMessagesAndAreSlowerByTheQueue() throws Exception {
        // 8 callers on 2 pods: each waits for three others, which makes 80 ms of 20 ms
        JsonNode result = run("SeveralThreadsSimulation", Map.of("headroom.fine-tuning.callers", "8"));
        assertAll(
                () -> assertEquals(2, result.get("steps").size()),
                () -> assertEquals(
                        101,
                        result.get("steps").get(1).get("requests").get("ok").asInt()),
                () -> assertEquals(8, result.get("steps").get(1).get("callers").asInt()),
                () -> assertEquals(
                        3.7, result.get("degradation").get("p50Ratio").asDouble(), 0.5));
    }

    @Test
    void wrongAnswersAreNoResult() throws Exception {
        AtomicInteger answers = new AtomicInteger();
        SmallServer.Service service = (connection, server) -> {
            boolean right = answers.incrementAndGet() <= 3; // the smoke call and two messages
            SmallServer.answering("200 OK", "", right ? "{\"score\": 1}" : "{\"error\": 1}")
                    .serve(connection, server);
        };
        try (SmallServer server = SmallServer.start(service);
                ForkedProcess gatling = ForkedProcess.gatling(
                        results,
                        "SingleThreadSimulation",
                        Map.of(),
                        Map.of(
                                "headroom.endpoint.url", server.url("http").toString(),
                                "headroom.endpoint.expect.path", "score",
                                "headroom.fine-tuning.messages", "20"))) {
            gatling.await();
            assertThat(gatling.output())
                    .contains("No verdict: the endpoint fails in step 01 fine-tuning: 20 messages by 1 caller:"
                            + " wrong answer: 18 of 20 (90.0 %)")
                    .doesNotContain("Done");
        }
    }

    private JsonNode run(String simulation, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(TWO_PODS);
        settings.putAll(more);
        try (ForkedProcess gatling = ForkedProcess.gatling(results, simulation, Map.of(), settings)) {
            assertEquals(0, gatling.await(), gatling.output());
            assertThat(gatling.output()).contains("Done: all messages were sent");
        }
        return Results.json(Results.runFolder(results).resolve("headroom.json"));
    }
}
