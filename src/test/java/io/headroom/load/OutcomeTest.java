package io.headroom.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

    @ParameterizedTest
    @CsvSource({
        "200, OK",
        "201, OK",
        "204, OK",
        "299, OK",
        "301, CLIENT_ERROR",
        "304, CLIENT_ERROR",
        "400, CLIENT_ERROR",
        "401, CLIENT_ERROR",
        "404, CLIENT_ERROR",
        "415, CLIENT_ERROR",
        "428, CLIENT_ERROR",
        "430, CLIENT_ERROR",
        "499, CLIENT_ERROR",
        "429, REFUSED",
        "503, REFUSED",
        "502, NOT_READY",
        "504, TIMED_OUT",
        "408, TIMED_OUT",
        "407, CLIENT_ERROR",
        "409, CLIENT_ERROR",
        "424, SERVER_ERROR",
        "423, CLIENT_ERROR",
        "425, CLIENT_ERROR",
        "500, SERVER_ERROR",
        "501, SERVER_ERROR",
        "505, SERVER_ERROR",
        "599, SERVER_ERROR"
    })
    void statusSaysWhatBecameOfTheRequest(int status, Outcome outcome) {
        assertEquals(outcome, Outcome.ofStatus(status));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "answer, found refused: HTTP 503       | REFUSED",
                "answer, found refused: HTTP 429       | REFUSED",
                "probe, found not ready: HTTP 502      | NOT_READY",
                "probe, found not ready: HTTP 503      | NOT_READY",
                "answer, found timed out: HTTP 504     | TIMED_OUT",
                "answer, found client error: HTTP 401  | CLIENT_ERROR",
                "answer, found server error: HTTP 500  | SERVER_ERROR",
                "jmesPath(score).find.answer, wrong answer: 1 | WRONG_ANSWER"
            })
    void canonicalMessagesAreReadBack(String message, Outcome outcome) {
        assertEquals(outcome, Outcome.ofMessage(false, message));
    }

    @Test
    void everyFailingStatusSurvivesTheWayThroughTheLog() {
        for (int status = 300; status < 600; status++) {
            Outcome outcome = Outcome.ofStatus(status);
            assertEquals(outcome, Outcome.ofMessage(false, "answer, found " + outcome.message(status)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status.find.saturation, j.l.IllegalStateException: 503 Service Unavailable | REFUSED",
                "status.find.is(200), but actually found 503                 | REFUSED",
                "status.find.in(200,201), found 429                          | REFUSED",
                "status.find.is(200), but actually found 502                 | NOT_READY",
                "status.find.is(200), but actually found 504                 | TIMED_OUT",
                "status.find.is(200), but actually found 401                 | CLIENT_ERROR",
                "status.find.is(200), but actually found 408                 | TIMED_OUT",
                "status.find.is(200), but actually found 424                 | SERVER_ERROR",
                "status.find.is(200), but actually found 500                 | SERVER_ERROR",
                "status.find.is(500), but actually found 200                 | OTHER_ERROR",
                "j.n.ConnectException: Connection refused                    | NOT_READY",
                "j.n.SocketException: Too many open files                    | INJECTOR_ERROR",
                "i.n.c.ChannelException: Failed to open a socket.            | INJECTOR_ERROR",
                "j.n.BindException: Cannot assign requested address          | INJECTOR_ERROR",
                "j.l.OutOfMemoryError: unable to create native thread: possibly out of memory | INJECTOR_ERROR",
                "j.n.ConnectException: finishConnect(..) failed with error(-111): Connection refused | NOT_READY",
                "j.n.ConnectException: Connection refused: no further information | NOT_READY",
                "i.n.c.AbstractChannel$AnnotatedConnectException: Connection refused: localhost/127.0.0.1:8080 | NOT_READY",
                "i.g.h.c.i.PrematureCloseException: Premature close          | NOT_READY",
                "Premature close                                             | NOT_READY",
                "j.i.IOException: Connection reset by peer                   | NOT_READY",
                "Request timeout to 127.0.0.1/127.0.0.1:33897 after 1000 ms  | TIMED_OUT",
                "i.n.c.ConnectTimeoutException: connection timed out: /10.0.0.1:80 | NOT_READY",
                "i.n.h.s.SslHandshakeTimeoutException: handshake timed out after 10000ms | NOT_READY",
                "j.n.s.SSLHandshakeException: PKIX path building failed      | NOT_READY",
                "j.s.c.CertificateException: No name matching localhost found | NOT_READY",
                "i.n.h.c.h.InvalidLineSeparatorException: Only CRLF          | NOT_READY",
                "j.u.c.TimeoutException: Request timeout                     | TIMED_OUT",
                "j.l.NullPointerException: no body                           | OTHER_ERROR",
                "java.net.UnknownHostException: x                            | NOT_READY",
                "j.n.NoRouteToHostException: No route to host                | NOT_READY",
                "status.find.not(503), unexpectedly found 503                | REFUSED",
                "status.find.in([200, 209], 304), found 404                  | CLIENT_ERROR",
                "HTTP/1.1 503                                                | REFUSED",
                "unexpected status code 500                                  | SERVER_ERROR",
                "jsonPath($.id).find.is(1), but actually found 404           | OTHER_ERROR",
                "jsonPath($.status).find.is(200), but actually found 503     | OTHER_ERROR",
                "responseTimeInMillis.find.lt(100), but actually found 429   | OTHER_ERROR",
                "regex(5034).find.exists, found nothing                      | OTHER_ERROR",
                "''                                                          | OTHER_ERROR"
            })
    void foreignMessagesAreUnderstood(String message, Outcome outcome) {
        assertEquals(outcome, Outcome.ofMessage(false, message));
    }

    @Test
    void messageOfSuccessIsIgnored() {
        assertEquals(Outcome.OK, Outcome.ofMessage(true, "answer, found refused: HTTP 503"));
    }
}
