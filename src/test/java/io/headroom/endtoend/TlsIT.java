package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.headroom.endpoint.TestCertificate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that TLS is verified, host name included, and that switching this off is announced and recorded. */
class TlsIT {

    /** Password of a key that exists for one test only, in a folder that is deleted after it. */
    @TempDir
    private Path results;

    private final AtomicInteger served = new AtomicInteger();
    private TestCertificate certificate;
    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        certificate = TestCertificate.make(results, "dns:elsewhere.example", "-1d");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        server.createContext("/score", exchange -> {
            served.incrementAndGet();
            byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anUntrustedCertificateIsExplainedAndGetsNoRequest() throws Exception {
        String output = smoke(false, Map.of());
        assertThat(output).contains("No verdict: the TLS connection is not trusted.");
        assertEquals(0, served.get());
    }

    @Test
    void aTrustedCertificateOfAnotherHostIsNotAccepted() throws Exception {
        String output = smoke(
                false,
                Map.of(
                        "gatling.ssl.trustStore.type",
                        "jks",
                        "gatling.ssl.trustStore.file",
                        Files.copy(certificate.store(), results.resolve("trust.jks"))
                                .toString(),
                        "gatling.ssl.trustStore.password",
                        TestCertificate.PASSWORD));
        assertThat(output)
                .contains("No verdict: the certificate is for another host than the one in headroom.endpoint.url.");
        assertEquals(0, served.get());
    }

    @Test
    void verificationCanBeSwitchedOffLoudlyAndIsRecorded() throws Exception {
        String output = smoke(true, Map.of("headroom.endpoint.tls.insecure", "true"));
        assertThat(output).contains("WARNING: headroom.endpoint.tls.insecure = true");
        assertEquals(1, served.get());
        Path run = Results.runFolders(results).get(0);
        assertFalse(Results.json(run.resolve("headroom.json"))
                .at("/workload/endpoint/tlsVerified")
                .asBoolean(true));
    }

    private String smoke(boolean succeeds, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.put(
                "headroom.endpoint.url",
                "https://127.0.0.1:" + server.getAddress().getPort() + "/score");
        try (ForkedProcess gatling = ForkedProcess.gatling(results, "SmokeSimulation", Map.of(), settings)) {
            int status = gatling.await();
            if (succeeds) {
                assertEquals(0, status, gatling.output());
            } else {
                assertNotEquals(0, status, gatling.output());
            }
            return gatling.output();
        }
    }
}
