package io.headroom.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.headroom.endpoint.AnswerFault;
import io.headroom.endpoint.AnswerLimits;
import io.headroom.endpoint.PortFinding;
import io.headroom.load.Outcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmokeExplanationTest {

    @Test
    void answerThatWasGivenUpNamesItsLimit() {
        String message = "answer.find.is(ok), but actually found wrong answer: a body of more than 4 MiB"
                + " (headroom.endpoint.answer.maximum-body)";
        assertEquals(
                "the answer has a body of more than 4 MiB, and was not read to its end. If it is right, raise"
                        + " headroom.endpoint.answer.maximum-body; otherwise look at the service.",
                explained(message));
    }

    @Test
    void valueThatReadsLikeAFaultIsNone() {
        assertThat(explained("answer, found wrong answer: score, found bytes that are not HTTP"))
                .startsWith("headroom.endpoint.expect.path (score) finds bytes that are not HTTP in the answer");
    }

    @ParameterizedTest
    @EnumSource(AnswerFault.class)
    void everyFaultIsToldInItsWords(AnswerFault fault) {
        String described = fault.description(new AnswerLimits(2048, 3072));
        String explained = explained("answer.find.is(ok), but actually found wrong answer: " + described);

        assertThat(explained)
                .startsWith(
                        "the answer has " + described.replaceFirst(" \\(.*", "") + ", and was not read to its end. ")
                .endsWith("ook at the service.");
        fault.setting().ifPresent(setting -> assertThat(explained).contains("raise " + setting));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | does not understand the payload    | headroom.endpoint.payload",
                "401 | wrong key, or none                 | HEADROOM_API_KEY",
                "403 | not allowed to score               | Ask for the permission",
                "404 | nothing at this path               | headroom.endpoint.url",
                "405 | takes no POST                      | headroom.endpoint.url",
                "413 | payload is too large               | headroom.endpoint.payload",
                "415 | does not take the payload's content type | headroom.endpoint.content-type",
                "415 | does not take the payload's content type | headroom.endpoint.payload",
                "422 | cannot score it                    | headroom.endpoint.payload",
                "408 | the model took longer                  | request_timeout_ms",
                "408 | the request did not come in whole      | proxy",
                "424 | depends on failed                  | Look at the log of the deployment",
                "426 | another protocol than HTTP/1.1     | Take a port",
                "505 | does not take HTTP/1.1             | Take a port",
                "302 | the endpoint is elsewhere          | Redirects are not followed: set headroom.endpoint.url",
                "429 | refuses even one call              | Wait until nothing else uses it",
                "503 | refuses even one call              | give it more pods",
                "502 | not ready                          | readiness probe",
                "504 | gateway waited too long            | Look at its pods",
                "500 | the service failed                 | Look at its log"
            })
    void everyStatusSaysWhatHappenedAndWhatToDo(int status, String happened, String toDo) {
        Outcome outcome = Outcome.ofStatus(status);
        String message = "answer.find.is(ok), but actually found " + outcome.message(status);

        String explanation = explained(message);

        assertThat(explanation).startsWith("HTTP " + status + ": ");
        assertThat(explanation).contains(happened);
        assertThat(explanation).contains(toDo);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "j.n.UnknownHostException: models.example.com | host name is not known  | headroom.endpoint.url",
                "j.n.ConnectException: Connection refused     | nobody listens there    | Start the service",
                "i.n.c.AbstractChannel$AnnotatedConnectException: Connection refused: /10.0.0.1:443"
                        + " | nobody listens at 10.0.0.1:443 | host and port",
                "j.n.s.SSLHandshakeException: PKIX path building failed: unable to find valid certification path"
                        + " | TLS connection is not trusted | trust store",
                "j.s.c.CertificateException: No name matching localhost found"
                        + " | certificate is for another host | host name that the certificate names",
                "j.s.c.CertificateException: No subject alternative names matching IP address 127.0.0.1 found"
                        + " | certificate is for another host | host name that the certificate names",
                "j.s.c.CertPathValidatorException: validity check failed | has expired | Renew it",
                "j.n.s.SSLHandshakeException: (certificate_required) Received fatal alert: certificate_required"
                        + " | the service refuses the TLS connection | gatling.ssl.keyStore",
                "i.n.h.s.ReferenceCountedOpenSslEngine$OpenSslHandshakeException: error:10000412:SSL"
                        + " routines:OPENSSL_internal:SSLV3_ALERT_BAD_CERTIFICATE"
                        + " | the service refuses the TLS connection | gatling.ssl.keyStore",
                "i.n.h.s.ReferenceCountedOpenSslEngine$OpenSslHandshakeException: error:100000f0:SSL"
                        + " routines:OPENSSL_internal:UNSUPPORTED_PROTOCOL"
                        + " | the service refuses the TLS connection | versions of TLS",
                "i.n.c.StacklessClosedChannelException"
                        + " | closed the connection without an answer | certificate of its clients",
                "i.n.h.s.NotSslRecordException: not an SSL/TLS record | port speaks plain HTTP | Write http:// instead",
                "Request timeout to 127.0.0.1/127.0.0.1:8080 after 30000 ms"
                        + " | no answer in time | headroom.endpoint.request-timeout",
                "i.n.c.ConnectTimeoutException: connection timed out after 10000 ms"
                        + " | no answer in time | firewalls",
                "wrong answer: score, found nothing | path (score) finds nothing in it | change the setting",
                "wrong answer: a[0].b, found high | path (a[0].b) finds high in the answer | change the setting",
                "answer, found wrong answer: score, found high | path (score) finds high in the answer | change the setting",
                "answer, found wrong answer: score, found nothing | path (score) finds nothing in it | change the setting",
                "answer, found wrong answer: score, the answer is not JSON"
                        + " | the answer is not JSON, so headroom.endpoint.expect.path (score) | change the setting",
                "answer, found wrong answer: abs(score), does not fit the answer"
                        + " | path (abs(score)) holds a function that does not take | change the setting",
                "wrong answer: score preparation crashed: Jackson failed to parse into a valid AST:"
                        + " c.f.j.c.JsonParseException | the answer is not JSON | change the setting",
                "i.n.h.s.SslHandshakeTimeoutException: handshake timed out after 10000ms"
                        + " | nothing at the port answers over TLS | http://",
                "j.n.ConnectException: Connection refused: localhost/127.0.0.1:8081"
                        + " | nobody listens at localhost/127.0.0.1:8081 (connection refused) | Start the service",
                "j.i.IOException: Premature close | closed the connection without an answer"
                        + " | Gatling says: j.i.IOException: Premature close"
            })
    void everyTransportFailureSaysWhatHappenedAndWhatToDo(String message, String happened, String toDo) {
        String explanation = explained(message);

        assertThat(explanation).contains(happened);
        assertThat(explanation).contains(toDo);
    }

    @ParameterizedTest
    @ValueSource(ints = {402, 418, 507, 599})
    void statusWithoutAdviceOfItsOwnGetsThatOfItsKind(int status) {
        Outcome outcome = Outcome.ofStatus(status);

        String explanation = explained(outcome.message(status));

        String expected = status >= 500 ? "the service failed" : "does not take this request";
        assertThat(explanation).startsWith("HTTP " + status + ": ");
        assertThat(explanation).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "refused: HTTP 424, model answered 503      | 503 | the service refuses even one call",
                "timed out: HTTP 424, model answered 504    | 504 | waited too long",
                "client error: HTTP 424, model answered 422 | 422 | understands the payload but cannot score it",
                "client error: HTTP 424, model answered 404 | 404 | does not take this request",
                "server error: HTTP 424, model answered 500 | 500 | the service failed"
            })
    void statusThatTheModelAnsweredIsNamedAndExplained(String message, int model, String happened) {
        String explanation =
                explained("answer.find.is(ok), but actually found " + message + ", says: refused: HTTP 503");

        assertThat(explanation)
                .startsWith("HTTP 424, and the model behind the endpoint answered " + model + ": ")
                .contains(happened)
                .endsWith(" The service says: refused: HTTP 503");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "refused: HTTP 404      | 404 | refuses even one call",
                "not ready: HTTP 302    | 302 | not ready",
                "client error: HTTP 503 | 503 | does not take this request"
            })
    void statusThatStandsForAnotherOutcomeIsExplainedByThatAndNamesTheSetting(
            String message, int status, String happened) {
        assertThat(explained(message))
                .startsWith("HTTP " + status + ": ")
                .contains(happened)
                .contains("counts as \"" + message.substring(0, message.indexOf(':')) + "\"")
                .contains("headroom.endpoint.statuses");
    }

    @Test
    void redirectNamesItsLocation() {
        assertThat(explained("client error: HTTP 308, to https://127.0.0.1:9443/score"))
                .isEqualTo(
                        "HTTP 308: the endpoint is elsewhere: https://127.0.0.1:9443/score. Redirects are not followed:"
                                + " set headroom.endpoint.url to where it really is.");
        assertThat(explained("client error: HTTP 308, to /v2/score, says: moved, to /v2, says: we"))
                .isEqualTo("HTTP 308: the endpoint is elsewhere: /v2/score. Redirects are not followed: set"
                        + " headroom.endpoint.url to where it really is. The service says: moved, to /v2, says: we");
        assertThat(explained("client error: HTTP 308")).startsWith("HTTP 308: the endpoint is elsewhere. Redirects");
    }

    @Test
    void whatTheServiceSaysIsQuoted() {
        assertThat(explained(
                        "answer.find.is(ok), but actually found client error: HTTP 422, says: {\"detail\": \"x\"}"))
                .isEqualTo("HTTP 422: the endpoint understands the payload but cannot score it. Put one that it scores"
                        + " into headroom.endpoint.payload. The service says: {\"detail\": \"x\"}");
    }

    @Test
    void wrongReadinessPathIsTold() {
        assertThat(explained("probe.find.is(ok), but actually found readiness path: client error: HTTP 404"))
                .startsWith(
                        "the service answers the call, but headroom.endpoint.readiness-path is answered with HTTP 404");
    }

    @Test
    void wrongReadinessPathIsShown() {
        assertThat(explained(
                        "probe.find.is(ok), but actually found readiness path: client error: HTTP 404, at /healthy"))
                .startsWith(
                        "the service answers the call, but headroom.endpoint.readiness-path (/healthy) is answered with"
                                + " HTTP 404.");
    }

    @Test
    void librariesHaveNoWordInWhatIsSaidOfAnAnswer() {
        assertThat(explained("wrong answer: score preparation crashed: Jackson failed to parse into a valid AST:\n x"))
                .doesNotContain("Jackson", "AST", "Gatling");
    }

    /** Gatling logs up to 8 KiB of what it finds. */
    @Test
    void longValueIsCutAndOnOneLine() {
        assertThat(explained("wrong answer: scores, found [\n  0.123,\n  " + "1".repeat(8000) + "]"))
                .contains(" finds [ 0.123, " + "1".repeat(91) + "... in the answer, which is not");
    }

    @Test
    void callThatWasMadeSeveralTimesSaysForHowLong() {
        SmokeCall call = new SmokeCall(
                Outcome.NOT_READY, "j.n.ConnectException: Connection refused", 5, Optional.empty(), 58, 60_400);

        assertThat(call.explanation()).endsWith("Tried 58 times in 60 s (headroom.endpoint.start-patience).");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TLS                 | says http, but the port speaks TLS   | Write https:// instead",
                "PLAIN_HTTP          | the port speaks plain HTTP           | Write http:// instead",
                "HTTP_2_ONLY         | the port speaks HTTP/2 only          | Take a port that speaks HTTP/1.1",
                "CERTIFICATE_EXPIRED | the certificate of the endpoint has expired | Renew it",
                "NO_TLS              | nothing at the port answers over TLS | http:// instead",
                "NO_HTTP             | it speaks no HTTP                    | Check host and port"
            })
    void whatThePortSpeaksExplainsMoreThanGatlingsError(PortFinding port, String happened, String toDo) {
        String explanation = new SmokeCall(Outcome.NOT_READY, "j.i.IOException: Premature close", 5, Optional.of(port))
                .explanation();

        assertThat(explanation).contains(happened).contains(toDo).doesNotContain("Premature");
    }

    @Test
    void unknownFailureQuotesTheLog() {
        assertEquals("the call failed. (Gatling says: j.l.Oops)", explained("j.l.Oops"));
    }

    private static String explained(String message) {
        return new SmokeCall(Outcome.ofMessage(false, message), message, 5, Optional.empty()).explanation();
    }
}
