package io.headroom.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.endpoint.AnswerFault;
import io.headroom.endpoint.Payloads;
import io.headroom.load.Outcome;
import io.headroom.load.StatusOutcomes;
import io.headroom.settings.Settings;
import io.headroom.settings.SettingsLoader;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The running simulation knows the status and the time of a request, and the log its message: both must say the same of it. */
class ScoringRequestTest {

    /** Longest wait for an answer that the settings have by default, milliseconds. */
    private static final long REQUEST_TIMEOUT = 30_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "j.n.ConnectException: Connection refused: localhost/127.0.0.1:8080      | 2",
                "i.n.c.AbstractChannel$AnnotatedConnectException: Connection refused     | 2",
                "i.n.c.ConnectTimeoutException: connection timed out after 10000 ms: /10.0.0.1:80 | 10003",
                "i.n.h.s.SslHandshakeTimeoutException: handshake timed out after 10000ms | 10004",
                "j.n.s.SSLHandshakeException: PKIX path building failed                  | 50",
                "j.n.s.SSLHandshakeException: (handshake_failure) Received fatal alert   | 50",
                "i.n.h.s.NotSslRecordException: not an SSL/TLS record: 48545450          | 5",
                "j.s.c.CertificateException: No name matching localhost found            | 50",
                "i.n.h.c.DecoderException: something that is no HTTP                     | 5",
                "i.n.h.c.h.InvalidLineSeparatorException: Only CRLF                      | 5",
                "java.net.UnknownHostException: no-such-host.invalid                     | 20",
                "j.n.SocketException: Connection reset                                   | 20",
                "j.i.IOException: Broken pipe                                            | 20",
                "j.n.NoRouteToHostException: No route to host                            | 3000",
                "Premature close                                                         | 700",
                "i.g.h.c.i.PrematureCloseException: Premature close                      | 700",
                "Request timeout to 127.0.0.1/127.0.0.1:8080 after 30000 ms              | 30001"
            })
    void requestWithoutAnswerIsTheSameLiveAndInTheLog(String message, long waitedMillis) throws Exception {
        Outcome live = request().outcome(new ReceivedAnswer(), true, () -> waitedMillis);

        assertThat(live).isEqualTo(Outcome.ofMessage(false, message));
        assertThat(live == Outcome.TIMED_OUT).isEqualTo(waitedMillis >= REQUEST_TIMEOUT);
    }

    @ParameterizedTest
    @CsvSource({"200", "302", "400", "408", "424", "424400", "424503", "429", "500", "502", "503", "504"})
    void requestWithAnswerIsTheSameLiveAndInTheLog(int code) throws Exception {
        ReceivedAnswer answer = new ReceivedAnswer();
        int status = ModelStatus.sent(code);
        Outcome byStatus = StatusOutcomes.DEFAULT.of(status, ModelStatus.model(code));
        answer.sawStatus(status, byStatus);
        Outcome inLog = status == 200
                ? Outcome.ofMessage(false, "wrong answer: score, found nothing")
                : Outcome.ofMessage(false, "answer, found " + ModelStatus.message(byStatus, code));

        assertThat(request().outcome(answer, true, () -> 5)).isEqualTo(inLog);
    }

    @ParameterizedTest
    @EnumSource(AnswerFault.class)
    void answerThatWasGivenUpIsTheSameLiveAndInTheLog(AnswerFault fault) throws Exception {
        ReceivedAnswer answer = new ReceivedAnswer();
        answer.sawFault();
        String logged = "answer.find.is(ok), but actually found " + Outcome.WRONG_ANSWER.word() + ": "
                + fault.description(request().endpoint().answerLimits());

        assertThat(request().outcome(answer, true, () -> 5)).isEqualTo(Outcome.ofMessage(false, logged));
    }

    private static ScoringRequest request() throws Exception {
        Settings settings = SettingsLoader.reload(Map.of());
        assertThat(settings.endpoint().requestTimeout()).hasMillis(REQUEST_TIMEOUT);
        return new ScoringRequest(
                URI.create("http://127.0.0.1:8080/score"),
                Optional.empty(),
                Payloads.read(Path.of("user-files", "payload.json"), Optional.empty()),
                settings.endpoint(),
                settings.statuses(),
                new OpenFiles(),
                new FaultNotices(settings.endpoint().answerLimits(), System.out));
    }
}
