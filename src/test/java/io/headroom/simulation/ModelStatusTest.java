package io.headroom.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.load.FailureMessage;
import io.headroom.load.Outcome;
import io.headroom.load.StatusOutcomes;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStatusTest {

    @ParameterizedTest
    @CsvSource({"400", "404", "422", "429", "500", "503", "504", "599"})
    void errorOfTheModelIsKeptBesideTheStatusThatWasSent(String header) {
        int code = ModelStatus.of(answer(424, header)).orElseThrow().code();

        assertThat(ModelStatus.sent(code)).isEqualTo(424);
        assertThat(ModelStatus.model(code)).hasValue(Integer.parseInt(header));
        assertThat(FaultStatus.fault(code)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "200", "399", "600", "99", "1503", "-503", "503.0", "50", "abc", "\u0665\u0660\u0663"})
    void whatIsNoErrorIsLeftOut(String header) {
        assertThat(ModelStatus.of(answer(424, header))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 423, 425, 500, 502, 503, 504})
    void headerOfAnyOtherStatusIsLeftOut(int status) {
        assertThat(ModelStatus.of(answer(status, "503"))).isEmpty();
    }

    @Test
    void answerWithoutTheHeaderHasNoModel() {
        HttpResponse answer = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.FAILED_DEPENDENCY);

        assertThat(ModelStatus.of(answer)).isEmpty();
    }

    @Test
    void statusOfHttpStandsForItselfAlone() {
        for (int status = 100; status < 1000; status++) {
            assertThat(ModelStatus.sent(status)).isEqualTo(status);
            assertThat(ModelStatus.model(status)).isEmpty();
            assertThat(ModelStatus.message(Outcome.REFUSED, status)).isEqualTo("refused: HTTP " + status);
        }
    }

    @Test
    void everyMessageOfAModelIsReadBackAsItsOutcomeWithTheStatusThatWasSent() {
        for (int model = 400; model < 600; model++) {
            int code = 424_000 + model;
            Outcome live = StatusOutcomes.DEFAULT.of(ModelStatus.sent(code), ModelStatus.model(code));
            String message = ModelStatus.message(live, code);

            assertThat(live).isEqualTo(Outcome.ofStatus(model));
            assertThat(message).isEqualTo(live.word() + ": HTTP 424, model answered " + model);
            assertThat(FailureMessage.parse("answer.find.is(ok), but actually found " + message))
                    .isEqualTo(new FailureMessage(live, OptionalInt.of(424)));
        }
    }

    private static HttpResponse answer(int status, String header) {
        HttpResponse answer = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        answer.headers().set("MS-AzureML-Model-Error-StatusCode", header);
        return answer;
    }
}
