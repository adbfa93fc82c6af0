package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.endpoint.SmallServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends five messages to services whose answers are unusual. */
class AnswersIT {

    private static final String GOOD = "Connection: close\r\nContent-Length: 12\r\n\r\n{\"score\": 1}";

    @TempDir
    private Path results;

    /** The smoke call comes first, from another virtual user, so four of five messages can send a cookie. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cookiesAreSentAgainOnlyIfTheSettingsSaySo(boolean kept) throws Exception {
        List<String> requests = new CopyOnWriteArrayList<>();
        try (SmallServer server = SmallServer.start((connection, any) -> {
            requests.add(any.request(connection));
            write(connection.getOutputStream(), "HTTP/1.1 200 OK\r\nSet-Cookie: pod=3; Path=/\r\n" + GOOD);
        })) {
            send(server, Map.of("headroom.endpoint.cookies", Boolean.toString(kept)));
        }
        assertThat(requests).hasSize(6);
        assertThat(requests.stream().filter(request -> request.contains("pod=3")))
                .hasSize(kept ? 4 : 0);
    }

    @Test
    void interimAnswersAreNotTakenForTheAnswer() throws Exception {
        try (SmallServer server = SmallServer.start((connection, any) -> {
            any.request(connection);
            String interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
            write(connection.getOutputStream(), interim + "HTTP/1.1 200 OK\r\n" + GOOD);
        })) {
            assertThat(send(server, Map.of()))
                    .contains("smoke call: HTTP 200 in ", "Done: all messages were sent; ")
                    .doesNotContain("Failed in the measured windows");
        }
    }

    @Test
    void largeBodyIsAWrongAnswerAndItsLimitIsTold() throws Exception {
        String large = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 9999\r\n\r\n" + "x".repeat(9999);
        List<String> requests = new CopyOnWriteArrayList<>();
        try (SmallServer server = SmallServer.start((connection, any) -> {
            requests.add(any.request(connection));
            write(connection.getOutputStream(), requests.size() > 1 ? large : "HTTP/1.1 200 OK\r\n" + GOOD);
        })) {
            assertThat(send(server, Map.of("headroom.endpoint.answer.maximum-body", "4 KiB")))
                    .containsOnlyOnce("WARNING: an answer has a body of more than 4 KiB")
                    .contains("wrong answer: 5 of 5 (100.0 %)");
        }
    }

    /** The log names the status that was sent and the outcome that it stood for: a model's, or that of the settings. */
    @Test
    void statusesStandForWhatTheModelAnsweredAndTheSettingsSay() throws Exception {
        List<String> heads = List.of(
                "200 OK",
                "424 Failed Dependency\r\nms-azureml-model-error-statuscode: 504",
                "424 Failed Dependency\r\nms-azureml-model-error-statuscode: 504",
                "424 Failed Dependency",
                "404 Not Found",
                "404 Not Found");
        List<String> requests = new CopyOnWriteArrayList<>();
        try (SmallServer server = SmallServer.start((connection, any) -> {
            requests.add(any.request(connection));
            write(connection.getOutputStream(), "HTTP/1.1 " + heads.get(requests.size() - 1) + "\r\n" + GOOD);
        })) {
            assertThat(send(server, Map.of("headroom.endpoint.statuses.404", "server-error")))
                    .contains("424 (timed out, 40.0 %, 2)", "404 (server error, 40.0 %, 2)", "424 (20.0 %, 1)");
        }
        Path log = Results.runFolder(results).resolve("simulation.log");
        assertThat(Files.readString(log, StandardCharsets.ISO_8859_1))
                .contains("found timed out: HTTP 424, model answered 504")
                .contains("found server error: HTTP 404");
    }

    private String send(SmallServer server, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("headroom.endpoint.url", server.url("http").toString());
        settings.put("headroom.fine-tuning.messages", "5");
        try (ForkedProcess gatling = ForkedProcess.gatling(results, "SingleThreadSimulation", Map.of(), settings)) {
            gatling.await();
            return gatling.output();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
