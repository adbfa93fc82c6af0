package io.headroom.bench;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Sends the suite's request as a plain Gatling simulation would send it: with the same method, URL, headers, payload and protocol
 * settings, and one check of the status; without steps and without attributes in the session.
 */
public final class BareSimulation extends Simulation {

    static final String URL = "bench.url";
    static final String PAYLOAD = "bench.payload";
    static final String AUTHORIZATION = "bench.authorization";
    static final String USERS = "bench.users";
    static final String SECONDS = "bench.seconds";

    public BareSimulation() {
        byte[] payload = payload();
        setUp(scenario("callers")
                        .forever()
                        .on(exec(http("score")
                                .post(System.getProperty(URL))
                                .header("Accept", "application/json")
                                .header("Content-Type", "application/json")
                                .header("Authorization", System.getProperty(AUTHORIZATION))
                                .body(ByteArrayBody(payload))
                                .requestTimeout(Duration.ofSeconds(30))
                                .check(status().is(200))))
                        .injectOpen(atOnceUsers(Integer.getInteger(USERS))))
                .protocols(http.disableFollowRedirect().disableCaching().userAgentHeader("Headroom"))
                .maxDuration(Integer.getInteger(SECONDS));
    }

    private static byte[] payload() {
        try {
            return Files.readAllBytes(Path.of(System.getProperty(PAYLOAD)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
