package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.endpoint.SmallServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing mends the files of a run that is killed, so the key must never have been in them. */
class KilledRunIT {

    /** Size of a log with more requests than there are answers, bytes. Gatling writes each text once, so a request takes some 30 bytes. */
    private static final int LONG_LOG = 16_000;

    @TempDir
    private Path results;

    @Test
    void keyIsNotOnTheDisk() throws Exception {
        List<byte[]> echoes = echoes();
        AtomicInteger calls = new AtomicInteger();
        Map<String, String> settings = Map.of(
                "headroom.endpoint.expect.path", "score",
                "headroom.endpoint.expect.value", "1",
                "headroom.endpoint.cookies", "true",
                "headroom.fine-tuning.messages", "20000",
                "headroom.endpoint.request-timeout", "2 s");
        try (SmallServer server = SmallServer.start((connection, any) -> {
            any.request(connection);
            int call = calls.getAndIncrement();
            connection
                    .getOutputStream()
                    .write(call == 0 ? answer("200 OK", "", "{\"score\": 1}") : echoes.get(call % echoes.size()));
        })) {
            Map<String, String> all = new HashMap<>(settings);
            all.put("headroom.endpoint.url", server.url("http").toString());
            try (ForkedProcess gatling = ForkedProcess.gatling(
                    results, "SingleThreadSimulation", Map.of("HEADROOM_API_KEY", KeyForms.KEY), all)) {
                gatling.awaitOutput("smoke call: HTTP 200");
                awaitLongLog(gatling);
                gatling.kill();
                gatling.await();
                KeyForms.assertAbsent("console", gatling.output());
            }
        }
        assertThat(calls.get()).isGreaterThan(echoes.size());
        assertThat(Files.readString(log(), StandardCharsets.ISO_8859_1))
                .contains(
                        "wrong answer: score, the answer is not JSON",
                        "wrong answer: score, found ****",
                        "wrong answer: bytes that are not HTTP",
                        "refused: HTTP 503");
        KeyForms.assertAbsent(results);
    }

    private Path log() throws Exception {
        return Results.runFolder(results).resolve("simulation.log");
    }

    private void awaitLongLog(ForkedProcess gatling) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (Files.size(log()) < LONG_LOG) {
            assertThat(gatling.isAlive() && System.nanoTime() < deadline)
                    .as(gatling.output())
                    .isTrue();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Returns answers with the key in every form and at every place. */
    private static List<byte[]> echoes() {
        List<byte[]> echoes = new ArrayList<>();
        for (String form : KeyForms.all()) {
            String json = form.replace("\\", "\\\\");
            echoes.add(answer("200 OK", "", "{\"score\": \"" + json + "\"}"));
            echoes.add(answer("200 OK", "", form));
            echoes.add(answer(
                    "200 OK", "Content-Type: text/plain; charset=" + form + "\r\n", "{\"score\": " + form + "}"));
            echoes.add(answer(
                    "200 " + form, "Set-Cookie: " + form + "; Domain=" + form + "\r\n", "{\"" + json + "\": 1}"));
            echoes.add(answer("503 Busy", "Location: http://" + form + "/" + form + "\r\n", form));
            echoes.add(answer("503 Busy", "WWW-Authenticate: Digest realm=\"" + form + ", nonce=\r\n", form));
            echoes.add(("HTTP/1.1 " + form + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            echoes.add(answer("200 OK", "Content-Length: " + form + "\r\n", form));
            echoes.add(answer("200 OK", "Content-Encoding: gzip\r\nX-" + form + "\r\n", form));
        }
        return echoes;
    }

    private static byte[] answer(String status, String headers, String body) {
        String length = headers.startsWith("Content-Length") ? "" : "Content-Length: " + body.length() + "\r\n";
        return ("HTTP/1.1 " + status + "\r\n" + headers + length + "Connection: close\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
