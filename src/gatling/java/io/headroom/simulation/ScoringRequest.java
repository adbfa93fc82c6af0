package io.headroom.simulation;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.core.CoreDsl.bodyBytes;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.headroom.endpoint.AnswerFault;
import io.headroom.endpoint.AnswerText;
import io.headroom.endpoint.ApiKey;
import io.headroom.endpoint.Payloads;
import io.headroom.endpoint.ScoringEndpoint;
import io.headroom.endpoint.Secrets;
import io.headroom.load.LogMarks;
import io.headroom.load.Outcome;
import io.headroom.load.StatusOutcomes;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Builds the calls of the scoring endpoint. Their checks write canonical messages into the log, such as {@code refused: HTTP 503}.
 *
 * @param url      to {@code POST} to
 * @param key      bearer key to send
 * @param payloads bodies of the requests
 * @param endpoint everything else that the settings say about the endpoint
 * @param statuses what the statuses of answers stand for
 * @param files    open files of the injector: when they are short, no connection can be opened
 * @param faults   told of answers that were given up
 */
record ScoringRequest(
        URI url,
        Optional<ApiKey> key,
        Payloads payloads,
        ScoringEndpoint endpoint,
        StatusOutcomes statuses,
        OpenFiles files,
        FaultNotices faults) {

    /** Stands before the canonical message in the log. */
    private static final String NAME = "answer";

    /**
     * Returns a call.
     *
     * @param name   supplies its name when it is sent
     * @param answer supplies the object into which the checks write what they see
     */
    HttpRequestActionBuilder named(Function<Session, String> name, Function<Session, ReceivedAnswer> answer) {
        HttpRequestActionBuilder request = unchecked(name).check(rightStatus(answer), responseTime(answer));
        return bodyCheck()
                .map(right -> request.check(logged(bodyBytes().transform(right::message))))
                .orElse(request);
    }

    /**
     * Returns the smoke call. Its checks look at more of the answer than those of the load, and log what the service says when it
     * fails.
     */
    HttpRequestActionBuilder smoke(SmokeAnswer answer) {
        Optional<BodyCheck> right = bodyCheck();
        return unchecked(session -> LogMarks.SMOKE)
                .check(
                        status().transform(answer::sawStatus),
                        header("Location").transform(answer::sawLocation).optional(),
                        header("Content-Type").transform(answer::sawContentType).optional(),
                        responseTimeInMillis().transform(answer::sawMillis),
                        logged(bodyBytes().transform(body -> answer.sawBody(body, right))));
    }

    private HttpRequestActionBuilder unchecked(Function<Session, String> name) {
        HttpRequestActionBuilder request = http(name)
                .post(url.toString())
                .body(ByteArrayBody(session -> payloads.next()))
                .requestTimeout(endpoint.requestTimeout());
        request = request.header("Content-Type", session -> payloads.contentType());
        if (endpoint.headers().keySet().stream().noneMatch("accept"::equalsIgnoreCase)) {
            request = request.header("Accept", accept());
        }
        for (Map.Entry<String, String> header : endpoint.headers().entrySet()) {
            if (!header.getKey().equalsIgnoreCase("content-type")) { // the payloads know it, however it was declared
                request = request.header(header.getKey(), session -> header.getValue());
            }
        }
        if (key.isPresent()) {
            request = request.header("Authorization", session -> key.get().authorization());
        }
        return request;
    }

    /** Returns which answers are asked for: JSON where it is looked into, and where it is what is sent; otherwise any. */
    private String accept() {
        return payloads.isJson() || endpoint.expectation().isPresent() ? "application/json" : "*/*";
    }

    private CheckBuilder rightStatus(Function<Session, ReceivedAnswer> answer) {
        String ok = Outcome.OK.word();
        return status().transformWithSession((code, session) -> {
                    Optional<AnswerFault> fault = FaultStatus.fault(code);
                    if (fault.isPresent()) {
                        answer.apply(session).sawFault();
                        faults.saw(fault.get());
                        return FaultStatus.message(fault.get(), endpoint.answerLimits());
                    }
                    Outcome outcome = statuses.of(ModelStatus.sent(code), ModelStatus.model(code));
                    answer.apply(session).sawStatus(ModelStatus.sent(code), outcome);
                    return outcome == Outcome.OK ? ok : ModelStatus.message(outcome, code);
                })
                .is(ok)
                .name(NAME);
    }

    private static CheckBuilder responseTime(Function<Session, ReceivedAnswer> answer) {
        return responseTimeInMillis().transformWithSession((millis, session) -> {
            answer.apply(session).sawMillis(millis);
            return millis;
        });
    }

    /** Returns a check for the canonical message of a success. Any other is logged, which Gatling does not do by itself with bodies. */
    private static CheckBuilder logged(CheckBuilder.Validate<String> message) {
        return message.is(Outcome.OK.word()).name(NAME).logActualValueInError(true);
    }

    /** Returns what can be shown of answers. */
    AnswerText shown() {
        return new AnswerText(Secrets.of(key, endpoint.headers(), url));
    }

    private Optional<BodyCheck> bodyCheck() {
        return endpoint.expectation().map(expectation -> new BodyCheck(expectation, shown()));
    }

    /**
     * Returns the outcome of a request.
     *
     * @param failed       whether a check failed, or there was no answer
     * @param waitedMillis supplies the time since it was sent, milliseconds
     */
    Outcome outcome(ReceivedAnswer answer, boolean failed, LongSupplier waitedMillis) {
        if (answer.isFaulty()) {
            return Outcome.WRONG_ANSWER;
        }
        if (answer.byStatus().isEmpty()) {
            if (waitedMillis.getAsLong() >= endpoint.requestTimeout().toMillis()) {
                return Outcome.TIMED_OUT;
            }
            return files.areShort() ? Outcome.INJECTOR_ERROR : Outcome.NOT_READY;
        }
        Outcome byStatus = answer.byStatus().get();
        return byStatus == Outcome.OK && failed ? Outcome.WRONG_ANSWER : byStatus;
    }
}
