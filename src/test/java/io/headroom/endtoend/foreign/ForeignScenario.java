package io.headroom.endtoend.foreign;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;

/** Builds a scenario as somebody writes it who has never heard of Headroom. */
final class ForeignScenario {

    private ForeignScenario() {}

    static HttpProtocolBuilder protocol() {
        return http.baseUrl(System.getProperty("foreign.url")).shareConnections();
    }

    static ChainBuilder call() {
        return exec(http("Call the model")
                .post("score")
                .header("Content-Type", "application/json")
                .body(StringBody("{\"data\": [1, 2, 3]}"))
                .check(status().is(200)));
    }

    /** Makes a call, and pauses when it was refused. */
    static ChainBuilder patientCall() {
        return exec(
                call(), doIf(Session::isFailed).then(pause(Duration.ofMillis(100))), exec(Session::markAsSucceeded));
    }
}
