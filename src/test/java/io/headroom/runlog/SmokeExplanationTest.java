package io.headroom.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.headroom.load.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmokeExplanationTest {

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
                "415 | does not take application/json     | headroom.endpoint.headers",
                "422 | cannot score it                    | headroom.endpoint.payload",
                "302 | does not take this request         | Redirects are not followed: set headroom.endpoint.url",
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
                        + " | nobody listens there | host and port",
                "j.n.s.SSLHandshakeException: PKIX path building failed: unable to find valid certification path"
                        + " | TLS connection is not trusted | trust store",
                "j.s.c.CertificateException: No name matching localhost found"
                        + " | TLS connection is not trusted | host name in the certificate",
                "i.n.h.s.NotSslRecordException: not an SSL/TLS record | TLS | headroom.endpoint",
                "Request timeout to 127.0.0.1/127.0.0.1:8080 after 30000 ms"
                        + " | no answer in time | headroom.endpoint.request-timeout",
                "i.n.c.ConnectTimeoutException: connection timed out after 10000 ms"
                        + " | no answer in time | firewalls",
                "wrong answer: score.find.exists, found nothing | not what headroom.endpoint.expect says | Gatling says",
                "j.i.IOException: Premature close | the call failed | Gatling says: j.i.IOException: Premature close"
            })
    void everyTransportFailureSaysWhatHappenedAndWhatToDo(String message, String happened, String toDo) {
        String explanation = explained(message);

        assertThat(explanation).contains(happened);
        assertThat(explanation).contains(toDo);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 402, 418, 501, 599})
    void statusWithoutAdviceOfItsOwnGetsThatOfItsKind(int status) {
        Outcome outcome = Outcome.ofStatus(status);

        String explanation = explained(outcome.message(status));

        String expected = status >= 500 ? "the service failed" : "does not take this request";
        assertThat(explanation).startsWith("HTTP " + status + ": ");
        assertThat(explanation).contains(expected);
    }

    @Test
    void unknownFailureQuotesTheLog() {
        assertEquals("the call failed. (Gatling says: j.l.Oops)", explained("j.l.Oops"));
    }

    private static String explained(String message) {
        return new SmokeCall(Outcome.ofMessage(false, message), message, 5).explanation();
    }
}
