package io.headroom.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.burt.jmespath.JmesPathException;
import io.gatling.core.check.jmespath.JmesPaths;
import io.gatling.core.check.jsonpath.JsonFilter;
import io.gatling.core.json.JsonParsers;
import io.headroom.endpoint.AnswerText;
import io.headroom.endpoint.ApiKey;
import io.headroom.endpoint.ScoringEndpoint.Expectation;
import io.headroom.endpoint.Secrets;
import io.headroom.load.FailureMessage;
import io.headroom.load.Outcome;
import io.headroom.settings.SettingsException;
import io.headroom.settings.SettingsLoader;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Option;

class BodyCheckTest {

    private static final String KEY = "s3cr3t-key-of-the-test";

    private static final AnswerText SHOWN = new AnswerText(
            Secrets.of(Optional.of(ApiKey.of(KEY)), Map.of(), URI.create("https://models.example.com/score")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"ok\"",
                "\" ok\"",
                "\"\"",
                "0",
                "-1",
                "0.7",
                "0.70",
                "1e3",
                "1E400",
                "12345678901234567890123",
                "9007199254740993",
                "0.1234567890123456789",
                "true",
                "false",
                "null",
                "[]",
                "[1, 2.50, \"a\", null, true]",
                "{}",
                "{\"a\" : {\"b\": [1, \"x\\\"y\\\\ \\/ \\n \\u00e4 \\u0001\"]}, \"c\": null}"
            })
    void textIsTheOneThatGatlingFinds(String value) throws Exception {
        String body = "{\"score\": " + value + "}";
        JsonNode document = new JsonParsers().parse(body);
        Option<String> gatling = new JmesPaths(1)
                .<String>extract(document, "score", JsonFilter.stringJsonFilter())
                .toOption()
                .get();

        if (gatling.isEmpty()) {
            assertThat(message("score", Optional.empty(), body)).isEqualTo("wrong answer: score, found nothing");
        } else {
            assertThat(message("score", Optional.empty(), body)).isEqualTo("ok");
            assertThat(message("score", Optional.of(gatling.get()), body)).isEqualTo("ok");
            assertThat(message("score", Optional.of(gatling.get() + "x"), body))
                    .startsWith("wrong answer: score, found");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ok", "ok ", "ok\\n", "o\\tk", "OK", "ok\\u200b"})
    void valueIsComparedAsItIs(String found) {
        assertThat(message("score", Optional.of("ok"), "{\"score\": \"" + found + "\"}"))
                .startsWith("wrong answer: score, found ");
    }

    @Test
    void maskIsNoSecret() {
        assertThat(message("score", Optional.of("****"), "{\"score\": \"" + KEY + "\"}"))
                .isEqualTo("wrong answer: score, found ****");
        assertThat(message("score", Optional.of("****"), "{\"score\": \"****\"}"))
                .isEqualTo("ok");
        assertThat(message("score", Optional.of(KEY), "{\"score\": \"" + KEY + "\"}"))
                .isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "s3cr3t", "{\"score\": s3cr3t}", "{\"score\": 1", "<html>", "{'score': 1}", "\u0000"})
    void whatIsNoJsonIsNotQuoted(String body) {
        assertThat(message("score", Optional.empty(), body)).isEqualTo("wrong answer: score, the answer is not JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "score            | {\"other\": 1}             | wrong answer: score, found nothing",
                "score            | [1]                        | wrong answer: score, found nothing",
                "a[0].b           | {\"a\": [{\"b\": \"x\ty\"}]} | wrong answer: a[0].b, the answer is not JSON",
                "a[0].b           | {\"a\": [{\"b\": \"x\\n\\u001by\"}]} | wrong answer: a[0].b, found x y",
                "abs(score)       | {\"score\": \"s3cr3t\"}    | wrong answer: abs(score), does not fit the answer"
            })
    void messageSaysWhatIsWrong(String path, String body, String message) {
        String said = message(path, Optional.of("1"), body);

        assertThat(said).isEqualTo(message);
        assertThat(FailureMessage.parse("answer, found " + said).outcome()).isEqualTo(Outcome.WRONG_ANSWER);
    }

    @Test
    void encodingOfTheBodyIsRecognised() {
        for (Charset charset : new Charset[] {
            StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, StandardCharsets.ISO_8859_1
        }) {
            byte[] body = "{\"score\": \"Größe\"}".getBytes(charset);

            assertThat(new BodyCheck(new Expectation("score", Optional.of("Größe")), SHOWN).message(body))
                    .as(charset.name())
                    .isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"score[", "a b", "no_such_function(a)", "abs()"})
    void pathThatIsNoExpressionIsRefusedBeforeTheRun(String path) {
        assertThatThrownBy(() -> BodyCheck.compile(path)).isInstanceOf(JmesPathException.class);
        assertThatThrownBy(() -> StartChecks.requireJmesPath(
                        SettingsLoader.reload(Map.of("headroom.endpoint.expect.path", path))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("headroom.endpoint.expect.path = " + path + " cannot be read (")
                .hasMessageContaining("expected a JMESPath expression, such as score or result[0].score");
    }

    private static String message(String path, Optional<String> value, String body) {
        return new BodyCheck(new Expectation(path, value), SHOWN).message(body.getBytes(StandardCharsets.UTF_8));
    }
}
