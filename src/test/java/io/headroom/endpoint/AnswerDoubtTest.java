package io.headroom.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerDoubtTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\": \"model not loaded\"}",
                "{\"errors\":[{\"m\": 1}]}",
                "{\"Exception\" : {\"m\": 1}}",
                "{\"error_message\": \"x\"}",
                "{\"a\": 1, \"error\": 5}"
            })
    void errorInTheBodyIsDoubtful(String text) {
        assertThat(AnswerDoubt.of(200, Optional.of(text), text.length()).orElseThrow())
                .contains("HTTP 200 counts as a success, but the answer holds \"")
                .contains("headroom.endpoint.expect.path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"score\": 0.5}",
                "{\"error\": null}",
                "{\"errors\": []}",
                "{\"error\": \"\"}",
                "{\"error\": false}",
                "{\"mean_error\": 0.5}",
                "no error"
            })
    void ordinaryAnswerIsNot(String text) {
        assertThat(AnswerDoubt.of(200, Optional.of(text), text.length())).isEmpty();
    }

    @Test
    void emptyAnswerIsDoubtful() {
        assertThat(AnswerDoubt.of(204, Optional.empty(), 0).orElseThrow())
                .startsWith("HTTP 204 counts as a success, but the answer is empty.");
    }

    @Test
    void answerInBytesIsNot() {
        assertThat(AnswerDoubt.of(200, Optional.empty(), 12)).isEmpty();
    }
}
