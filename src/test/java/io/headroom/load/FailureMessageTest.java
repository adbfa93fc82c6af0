package io.headroom.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureMessageTest {

    private static final List<Outcome> TOLD =
            List.of(Outcome.REFUSED, Outcome.NOT_READY, Outcome.TIMED_OUT, Outcome.CLIENT_ERROR, Outcome.SERVER_ERROR);

    /** What may follow in a message; the service chooses its own words, and may choose ours. */
    private static final List<String> REST =
            List.of("", ", says: refused: HTTP 503", ", to /v2, says: wrong answer: 1", ", model answered 503");

    @Test
    void everyFailingStatusSurvivesTheWayThroughTheLog() {
        for (int status = 300; status < 600; status++) {
            assertReadBack(Outcome.ofStatus(status), status);
        }
    }

    @Test
    void everyChangedOutcomeOfEveryStatusSurvivesTheWayThroughTheLog() {
        for (Outcome outcome : TOLD) {
            for (int status = 300; status < 600; status++) {
                Outcome live = new StatusOutcomes(Map.of(status, outcome)).of(status);

                assertThat(live).isEqualTo(outcome);
                assertReadBack(live, status);
            }
        }
    }

    @Test
    void everyOutcomeOfAModelSurvivesTheWayThroughTheLog() {
        for (Outcome outcome : TOLD) {
            for (int model = 400; model < 600; model++) {
                StatusOutcomes statuses = new StatusOutcomes(Map.of(model, outcome));

                assertReadBack(StatusOutcomes.DEFAULT.of(424, OptionalInt.of(model)), 424);
                assertReadBack(statuses.of(424, OptionalInt.of(model)), 424);
            }
        }
    }

    private static void assertReadBack(Outcome outcome, int status) {
        for (String rest : REST) {
            String message = "answer.find.is(ok), but actually found " + outcome.message(status) + rest;

            assertThat(FailureMessage.parse(message)).isEqualTo(new FailureMessage(outcome, OptionalInt.of(status)));
        }
    }

    @Test
    void wordsOfAnAnswerThatIsWrongAreNoMessage() {
        assertThat(FailureMessage.parse("answer, found wrong answer: state, found refused: HTTP 503"))
                .isEqualTo(new FailureMessage(Outcome.WRONG_ANSWER, OptionalInt.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status.find.in(200), found 502                                              | 502",
                "status.find.is(200), but actually found 504                                 | 504",
                "status.find.in([200, 209], 304), found 404                                  | 404",
                "status.find.not(503), unexpectedly found 503                                | 503",
                "HTTP/1.1 503                                                                | 503",
                "unexpected status code 500                                                  | 500",
                "status.find.saturation, j.l.IllegalStateException: 503 Service Unavailable  | 503",
                "429 Too Many Requests                                                       | 429",
                "Bad Gateway                                                                 | 502"
            })
    void statusIsReadFromForeignMessages(String message, int status) {
        assertThat(FailureMessage.parse(message))
                .isEqualTo(new FailureMessage(Outcome.ofStatus(status), OptionalInt.of(status)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status.find.is(500), but actually found 200                  | OTHER_ERROR",
                "jsonPath($.status).find.is(200), but actually found 503      | OTHER_ERROR",
                "regex(5034).find.exists, found nothing                       | OTHER_ERROR",
                "jmesPath(score).find.answer, wrong answer: 503               | WRONG_ANSWER",
                "probe, found not ready: HTTP answer with bytes of no HTTP    | NOT_READY",
                "answer, found injector error: HTTP 503                       | INJECTOR_ERROR",
                "j.n.ConnectException: Connection refused                     | NOT_READY",
                "j.n.NoRouteToHostException: No route to host                 | NOT_READY",
                "i.g.h.c.i.PrematureCloseException: Premature close           | NOT_READY",
                "Request timeout to 127.0.0.1/127.0.0.1:33897 after 1000 ms   | TIMED_OUT",
                "j.n.SocketException: Too many open files                     | INJECTOR_ERROR"
            })
    void failureThatNoStatusExplainsHasNone(String message, Outcome outcome) {
        assertThat(FailureMessage.parse(message)).isEqualTo(new FailureMessage(outcome, OptionalInt.empty()));
    }
}
