package io.headroom.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerTextTest {

    private static final AnswerText TEXT = new AnswerText(Secrets.of(
            Optional.of(ApiKey.of("s3cr3t-key")),
            Map.of("X-Api-Key", "k2-9", "azureml-model-deployment", "blue", "X-Trace", "0123456789abcdef0123"),
            URI.create("https://models.example.com/score?code=q1w2e3r4t5&v=1")));

    @Test
    void textIsShownOnOneLine() {
        assertThat(shown(" {\"detail\":\r\n\t\"no \u0007 model\"}\n")).contains("{\"detail\": \"no model\"}");
    }

    @Test
    void longTextIsCut() {
        assertThat(shown("a".repeat(200))).contains("a".repeat(200));
        assertThat(shown("a".repeat(201))).contains("a".repeat(200) + "...");
        assertThat(shown("\u00e4".repeat(10_000))).contains("\u00e4".repeat(200) + "...");
    }

    @Test
    void secretsOfTheRequestAreLeftOut() {
        assertThat(shown(
                        "bad key s3cr3t-key, k2-9 or 0123456789abcdef0123 (?code=q1w2e3r4t5&v=1, q1w2e3r4t5) for blue"))
                .contains("bad key ****, **** or **** (?code=****&v=1, ****) for blue");
        assertThat(shown("Authorization: Bearer abcdef.ghi_jkl-m and basic dXNlcjpwYXNz"))
                .contains("Authorization: Bearer **** and basic ****");
    }

    @Test
    void secretOfTheQueryIsLeftOutAsTheServiceReadsIt() {
        AnswerText text = new AnswerText(Secrets.of(
                Optional.empty(), Map.of(), URI.create("https://models.example.com/score?sig=q1w2%2Fe3r4%3D")));

        assertThat(text.beginning("no such sig: q1w2/e3r4=".getBytes(StandardCharsets.UTF_8)))
                .contains("no such sig: ****");
    }

    @Test
    void shortTextOfAQueryOrAHeaderHidesNoFigure() {
        AnswerText text = new AnswerText(Secrets.of(
                Optional.of(ApiKey.of("12")),
                Map.of("X-Sig", "1", "X-Pass", "2024"),
                URI.create("https://models.example.com/score?v=1&key=of")));

        assertThat(text.part("12 of 21 items in 1.2 s, 20241 of 2024, v=1"))
                .isEqualTo("12 of 21 items in 1.2 s, 20241 of ****, v=1");
    }

    @Test
    void secretAtTheCutIsLeftOutAsAWhole() {
        assertThat(shown("a".repeat(197) + "s3cr3t-key").orElseThrow()).doesNotContain("s3");
    }

    @Test
    void bytesThatAreNoTextAreNotShown() {
        assertThat(TEXT.beginning(new byte[] {(byte) 0xFF, (byte) 0xD8, 1})).isEmpty();
        assertThat(TEXT.beginning(new byte[] {'a', 0, 'b'})).isEmpty();
        assertThat(TEXT.beginning(new byte[0])).isEmpty();
        assertThat(shown(" \n")).isEmpty();
    }

    @Test
    void locationIsShownWithoutUserQueryAndFragment() {
        assertThat(TEXT.location("https://user:pw@elsewhere.example/v2/score?token=abc#x"))
                .isEqualTo("https://elsewhere.example/v2/score");
        assertThat(TEXT.location("/v2/score")).isEqualTo("/v2/score");
    }

    private static Optional<String> shown(String body) {
        return TEXT.beginning(body.getBytes(StandardCharsets.UTF_8));
    }
}
