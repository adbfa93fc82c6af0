package io.headroom.simulation;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.headroom.endpoint.ApiKey;
import io.headroom.endpoint.Payloads;
import io.headroom.endpoint.ScoringEndpoint;
import io.headroom.endpoint.ScoringEndpoint.Expectation;
import io.headroom.load.Outcome;
import io.headroom.saturation.InjectorLimit;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A call of the scoring endpoint, with checks whose messages in the log are canonical: {@code refused: HTTP 503}.
 *
 * @param url      where to {@code POST}
 * @param key      bearer key to send
 * @param payloads bodies
 * @param endpoint everything else about it
 */
record ScoringRequest(URI url, Optional<ApiKey> key, Payloads payloads, ScoringEndpoint endpoint) {

    private static final String STATUS = "headroom_status";
    private static final String MILLIS = "headroom_millis";

    /** The call, named by what the session says at that moment. */
    HttpRequestActionBuilder named(Function<Session, String> name) {
        HttpRequestActionBuilder request = http(name)
                .post(url.toString())
                .header("Accept", "application/json")
                .body(ByteArrayBody(session -> payloads.next()))
                .requestTimeout(endpoint.requestTimeout());
        if (endpoint.headers().keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            request = request.header("Content-Type", "application/json");
        }
        for (Map.Entry<String, String> header : endpoint.headers().entrySet()) {
            request = request.header(header.getKey(), session -> header.getValue());
        }
        if (key.isPresent()) {
            request = request.header("Authorization", session -> key.get().authorization());
        }
        request = request.check(status().saveAs(STATUS), responseTimeInMillis().saveAs(MILLIS), rightStatus());
        return endpoint.expectation().isPresent()
                ? request.check(rightBody(endpoint.expectation().get()))
                : request;
    }

    private static CheckBuilder rightStatus() {
        String ok = Outcome.OK.word();
        return status().transform(code -> {
                    Outcome outcome = Outcome.ofStatus(code);
                    return outcome == Outcome.OK ? ok : outcome.message(code);
                })
                .is(ok)
                .name("answer");
    }

    private static CheckBuilder rightBody(Expectation expectation) {
        CheckBuilder.Find<String> find = jmesPath(expectation.path());
        CheckBuilder check =
                expectation.value().isPresent() ? find.is(expectation.value().get()) : find.exists();
        return ((CheckBuilder.Final) check).name(Outcome.WRONG_ANSWER.word() + ": " + expectation.path());
    }

    /** What became of the request that the session has just made. */
    Outcome outcome(Session session, long waitedMillis) {
        if (!session.contains(STATUS)) {
            if (waitedMillis >= endpoint.requestTimeout().toMillis()) {
                return Outcome.TIMED_OUT;
            }
            return InjectorLimit.isShortOfFiles(InjectorMeter.openFilesShare())
                    ? Outcome.INJECTOR_ERROR
                    : Outcome.NOT_READY;
        }
        Outcome byStatus = Outcome.ofStatus(session.getInt(STATUS));
        return byStatus == Outcome.OK && session.isFailed() ? Outcome.WRONG_ANSWER : byStatus;
    }

    /** How long it took, as Gatling logs it. */
    long latencyMillis(Session session, long waitedMillis) {
        return session.contains(MILLIS) ? session.getInt(MILLIS) : waitedMillis;
    }

    /** The session without traces of the request, for the next one. */
    static Session forget(Session session) {
        return session.remove(STATUS).remove(MILLIS).markAsSucceeded();
    }
}
