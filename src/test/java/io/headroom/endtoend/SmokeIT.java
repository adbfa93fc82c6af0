package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.endpoint.Http2OnlyService;
import io.headroom.endpoint.SmallServer;
import io.headroom.endpoint.TestCertificate;
import io.headroom.standin.Disturbances;
import io.headroom.standin.Failure;
import io.headroom.standin.LatencyDistribution;
import io.headroom.standin.Routing;
import io.headroom.standin.StandIn;
import io.headroom.standin.StandInSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Makes smoke calls of small servers, each with one fault, and checks that the real cause is named, in the console and the log. */
class SmokeIT {

    private static final String KEY = "s3cr3t-key-of-the-test";

    @TempDir
    private Path results;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @CsvSource(
            delimiter = '|',
            value = {
                "408 Request Timeout    | HTTP 408: the time that the endpoint allows was over: the model took longer",
                "424 Failed Dependency  | HTTP 424: something that the endpoint depends on failed",
                "422 Unprocessable      | HTTP 422: the endpoint understands the payload but cannot score it",
                "500 Oops               | HTTP 500: the service failed",
                "503 Busy               | HTTP 503: the service refuses even one call"
            })
    void statusIsExplainedWithWhatTheServiceSays(String status, String explanation) throws Exception {
        String body = "{\"detail\":\n \"no model for " + KEY + "\"}";
        try (SmallServer server = SmallServer.start(SmallServer.answering(status, "", body))) {
            String output =
                    smoke(false, server.url("http").toString(), Map.of("headroom.endpoint.start-patience", "0s"));

            assertThat(output).contains("No verdict: " + explanation);
            assertThat(output).contains(" The service says: {\"detail\": \"no model for ****\"}");
            assertThat(server.posts()).isEqualTo(1);
            keyIsNowhere(output);
        }
    }

    /** As a managed endpoint of Azure answers, whose model is overloaded. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void statusThatTheModelAnsweredIsToldAndWaitedFor() throws Exception {
        try (SmallServer server = SmallServer.start(
                SmallServer.answering("424 Failed Dependency", "ms-azureml-model-error-statuscode: 503\r\n", "busy"))) {
            String output =
                    smoke(false, server.url("http").toString(), Map.of("headroom.endpoint.start-patience", "6s"));

            assertThat(output).contains("smoke call: HTTP 424, model answered 503 in ");
            assertThat(output)
                    .contains(
                            "No verdict: HTTP 424, and the model behind the endpoint answered 503: the service refuses even"
                                    + " one call");
            assertThat(server.posts()).isGreaterThan(1);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void statusThatTheSettingsDeclareARefusalIsToldAsOne() throws Exception {
        try (SmallServer server = SmallServer.start(SmallServer.answering("404 Not Found", "", "no route"))) {
            String output =
                    smoke(false, server.url("http").toString(), Map.of("headroom.endpoint.statuses.404", "refused"));

            assertThat(output)
                    .contains("No verdict: HTTP 404: the service refuses even one call", "headroom.endpoint.statuses");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void keyThatTheServiceSendsBackIsNowhere() throws Exception {
        String encoded = Base64.getEncoder().encodeToString(("Bearer " + KEY).getBytes(StandardCharsets.US_ASCII));
        String body = "{\"score\": \"" + KEY + " or " + encoded + "\"}";
        try (SmallServer server =
                SmallServer.start(SmallServer.answering("200 OK", "Content-Type: text/x-" + KEY + "\r\n", body))) {
            String output = smoke(
                    false,
                    server.url("http").toString(),
                    Map.of("headroom.endpoint.expect.path", "score", "headroom.endpoint.expect.value", "1"));

            assertThat(output)
                    .contains("text/x-****, ", "headroom.endpoint.expect.path (score) finds **** or ")
                    .doesNotContain(encoded.substring(12, encoded.length() - 4));
            keyIsNowhere(output);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void keyInAnAnswerThatGatlingCannotReadIsNotKept() throws Exception {
        try (SmallServer server = SmallServer.start((connection, any) -> {
            any.request(connection);
            connection.getOutputStream().write(("HTTX/1.1" + KEY + " 200\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        })) {
            keyIsNowhere(smoke(false, server.url("http").toString(), Map.of("headroom.endpoint.start-patience", "0s")));
        }
        assertThat(Files.readString(Results.runFolder(results).resolve("simulation.log"), StandardCharsets.ISO_8859_1))
                .contains("wrong answer: bytes that are not HTTP")
                .doesNotContain(KEY.toUpperCase(Locale.ROOT));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void textOfTheServiceCommandsNeitherTheTerminalNorAPipeline() throws Exception {
        String type = "Content-Type: text/plain; x=\u001b[2J##vso[task.complete]\r\n";
        try (SmallServer server = SmallServer.start(
                SmallServer.answering("401 No", type, "\n::error::a\n##vso[task.complete]\u001b[2J \u202eb"))) {
            String output = smoke(false, server.url("http").toString(), Map.of());

            assertThat(output)
                    .contains("The service says: : :error::a # #vso[task.complete] [2J \\u202eb")
                    .doesNotContain("##vso[", "\u001b", "\u202e");
            assertThat(output.lines()).noneMatch(line -> line.strip().startsWith("::"));
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void standInDoesNotGetTheKeyOfTheEndpoint() throws Exception {
        AtomicReference<String> request = new AtomicReference<>("");
        try (SmallServer server = SmallServer.start((connection, any) -> {
            request.set(any.request(connection));
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1".getBytes(StandardCharsets.US_ASCII));
        })) {
            Map<String, String> environment = Map.of(
                    "HEADROOM_API_KEY",
                    KEY,
                    "HEADROOM_CLIENTS_STAND_IN",
                    server.url("http").toString());
            try (ForkedProcess gatling = ForkedProcess.gatling(results, "SmokeSimulation", environment, Map.of())) {
                gatling.await();
            }
        }
        assertThat(request.get()).isNotEmpty().doesNotContainIgnoringCase("authorization", KEY);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void redirectNamesWhereItLeads() throws Exception {
        String location = "Location: https://elsewhere.example/score?token=abc\r\n";
        try (SmallServer server = SmallServer.start(SmallServer.answering("308 Permanent Redirect", location, ""))) {
            String output = smoke(false, server.url("http").toString(), Map.of());

            assertThat(output)
                    .contains(
                            "No verdict: HTTP 308: the endpoint is elsewhere: https://elsewhere.example/score. Redirects");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void httpToATlsPortIsToldAtOnce() throws Exception {
        TestCertificate certificate = TestCertificate.make(folder, "ip:127.0.0.1", "-1H");
        try (SmallServer server = SmallServer.start(
                certificate.context().getServerSocketFactory(), SmallServer.answering("200 OK", "", "1"))) {
            String output = smoke(false, server.url("http").toString(), Map.of());

            assertThat(output).contains("No verdict: headroom.endpoint.url says http, but the port speaks TLS.");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void httpsToAPlainPortIsToldAtOnce() throws Exception {
        try (SmallServer server = SmallServer.start(SmallServer.answering("400 Bad Request", "", ""))) {
            String output = smoke(false, server.url("https").toString(), Map.of());

            assertThat(output)
                    .contains("No verdict: headroom.endpoint.url says https, but the port speaks plain HTTP.");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void portOfHttp2IsToldAtOnce() throws Exception {
        try (SmallServer server = SmallServer.start(new Http2OnlyService())) {
            String output = smoke(false, server.url("http").toString(), Map.of());

            assertThat(output).contains("No verdict: the port speaks HTTP/2 only");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void expiredCertificateIsTold() throws Exception {
        TestCertificate certificate = TestCertificate.make(folder, "ip:127.0.0.1", "-10d");
        try (SmallServer server = SmallServer.start(
                certificate.context().getServerSocketFactory(), SmallServer.answering("200 OK", "", "1"))) {
            String output = smoke(false, server.url("https").toString(), Map.of());

            assertThat(output).contains("No verdict: the certificate of the endpoint has expired");
            assertThat(server.posts()).isZero();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void answerIsShownAndDoubtedWhereItLooksLikeAnError() throws Exception {
        String json = "Content-Type: application/json\r\n";
        try (SmallServer server =
                SmallServer.start(SmallServer.answering("200 OK", json, "{\"error\": \"model not loaded\"}"))) {
            String output = smoke(true, server.url("http").toString(), Map.of());

            assertThat(output)
                    .containsPattern(
                            "smoke call: HTTP 200 in \\d+ ms .*, application/json, 29 bytes: \\{\"error\": \"model not")
                    .contains("WARNING: HTTP 200 counts as a success, but the answer holds \"error\".");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void emptyAnswerIsDoubted() throws Exception {
        try (SmallServer server = SmallServer.start(SmallServer.answering("200 OK", "", ""))) {
            assertThat(smoke(true, server.url("http").toString(), Map.of())).contains("but the answer is empty.");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void wrongReadinessPathStopsTheRunBeforeAnyLoad() throws Exception {
        try (StandIn service = StandIn.start(settings(Disturbances.NONE), Optional.empty())) {
            String output =
                    smoke(false, service.url().toString(), Map.of("headroom.endpoint.readiness-path", "/healthy"));

            assertThat(output)
                    .contains(
                            "No verdict: the service answers the call, but headroom.endpoint.readiness-path (/healthy) is answered with"
                                    + " HTTP 404.");
            assertThat(service.tally().served()).isEqualTo(1);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void statusOfTheModelIsNotTakenForOneOfTheReadinessProbe() throws Exception {
        try (SmallServer server = SmallServer.start((connection, any) -> {
            String status = any.request(connection).startsWith("GET ") ? "424 Failed Dependency" : "200 OK";
            connection
                    .getOutputStream()
                    .write(("HTTP/1.1 " + status
                                    + "\r\nms-azureml-model-error-statuscode: 503\r\nContent-Length: 1\r\n\r\n1")
                            .getBytes(StandardCharsets.US_ASCII));
        })) {
            String output =
                    smoke(true, server.url("http").toString(), Map.of("headroom.endpoint.readiness-path", "/ready"));

            assertThat(output).contains("its readiness probe (/ready) is answered with HTTP 424.");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void portThatIsSilentOverTlsIsNotCalledUntrusted() throws Exception {
        try (SmallServer server = SmallServer.start((connection, any) -> {
            any.request(connection);
            any.request(connection);
        })) {
            String output =
                    smoke(false, server.url("https").toString(), Map.of("headroom.endpoint.request-timeout", "3s"));

            assertThat(output)
                    .contains("No verdict: headroom.endpoint.url says https, but nothing at the port answers over TLS.")
                    .doesNotContain("not trusted");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void portWithoutListenerIsToldAtOnceAndForHowLongItWasTried() throws Exception {
        SmallServer server = SmallServer.start(SmallServer.answering("200 OK", "", "1"));
        server.close();

        String output = smoke(false, server.url("http").toString(), Map.of("headroom.endpoint.start-patience", "6s"));

        assertThat(output)
                .contains("smoke call: nothing listens at 127.0.0.1:"
                        + server.url("http").getPort() + " yet (connection refused); trying for ")
                .containsPattern(
                        "No verdict: nobody listens .* Tried \\d+ times in \\d+ s \\(headroom.endpoint.start-patience")
                .doesNotContain("not-connected");
        assertThat(results.resolve("last-run.txt")).doesNotExist();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void answerThatIsNoJsonIsToldInOurWords() throws Exception {
        try (SmallServer server =
                SmallServer.start(SmallServer.answering("200 OK", "Content-Type: text/csv\r\n", "5.1,0.7"))) {
            String output =
                    smoke(false, server.url("http").toString(), Map.of("headroom.endpoint.expect.path", "score"));

            assertThat(output)
                    .contains("No verdict: the answer is not JSON, so headroom.endpoint.expect.path (score) finds")
                    .doesNotContain("Jackson");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void serviceThatIsScaledToZeroIsWaitedFor() throws Exception {
        Failure coldStart = new Failure(4, Failure.Mode.UNAVAILABLE, Duration.ZERO, Duration.ofSeconds(20));
        Disturbances cold = new Disturbances(
                Optional.of(coldStart), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        try (StandIn service = StandIn.start(settings(cold), Optional.empty())) {
            String output = smoke(true, service.url().toString(), Map.of("headroom.endpoint.start-patience", "120s"));

            assertThat(output)
                    .containsPattern("smoke call: HTTP 503 from http://127.0.0.1:\\d+/score; trying for 1\\d\\d s more"
                            + " \\(headroom.endpoint.start-patience\\)")
                    .contains("smoke call: HTTP 200 in ");
            assertThat(service.tally().served()).isEqualTo(1);
            assertThat(service.tally().failed()).isPositive();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void payloadThatIsNoJsonIsSentWithItsType() throws Exception {
        Path rows = Files.writeString(folder.resolve("rows.csv"), "5.1,3.5\n");
        AtomicReference<String> request = new AtomicReference<>();
        try (SmallServer server = SmallServer.start((connection, any) -> {
            request.set(any.request(connection));
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\n0.73"
                            .getBytes(StandardCharsets.US_ASCII));
        })) {
            String output =
                    smoke(true, server.url("http").toString(), Map.of("headroom.endpoint.payload", rows.toString()));

            assertThat(output).contains(rows + ": 1 body of 8 bytes, text/csv");
            assertThat(output).contains("text/plain, 4 bytes: 0.73");
            assertThat(request.get().toLowerCase(Locale.ROOT))
                    .contains("content-type: text/csv\r\n", "accept: */*\r\n")
                    .endsWith("\r\n\r\n5.1,3.5\n");
        }
    }

    /** The name is known to this test only: Java takes the addresses of hosts from a file of the test. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void hostWithAnUnderscoreIsMeasured() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 my_model\n");
        try (SmallServer server = SmallServer.start(SmallServer.answering("200 OK", "", "1"))) {
            String output = smoke(
                    true,
                    "http://my_model:" + server.url("http").getPort() + "/score",
                    Map.of("jdk.net.hosts.file", hosts.toString(), "headroom.endpoint.allowed-hosts", "my_model"));

            assertThat(output).contains("smoke call: HTTP 200 in ");
        }
    }

    private static StandInSettings settings(Disturbances disturbances) {
        return new StandInSettings(
                4,
                1,
                Duration.ofMillis(5),
                0,
                LatencyDistribution.LOG_NORMAL,
                2,
                503,
                Routing.LEAST_BUSY,
                Duration.ZERO,
                disturbances);
    }

    private void keyIsNowhere(String output) throws Exception {
        assertThat(output).doesNotContain(KEY);
        try (var files = Files.list(Results.runFolder(results))) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(KEY);
            }
        }
    }

    private String smoke(boolean succeeds, String url, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("headroom.endpoint.url", url);
        try (ForkedProcess gatling =
                ForkedProcess.gatling(results, "SmokeSimulation", Map.of("HEADROOM_API_KEY", KEY), settings)) {
            assertThat(gatling.await() == 0).as(gatling.output()).isEqualTo(succeeds);
            assertThat(gatling.output()).doesNotContain("\tat ");
            return gatling.output();
        }
    }
}
