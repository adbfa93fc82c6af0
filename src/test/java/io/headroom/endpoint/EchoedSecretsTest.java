package io.headroom.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.endtoend.KeyForms;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service sends back of the secrets that it was sent. */
class EchoedSecretsTest {

    private static final String KEY = "s3cr3t-key,of]the/test";
    private static final URI URL = URI.create("https://models.example.com/score");

    private static final Secrets SECRETS = Secrets.of(Optional.of(ApiKey.of(KEY)), Map.of(), URL);

    static Stream<String> forms() {
        return Stream.of(
                KEY,
                KEY.toUpperCase(Locale.ROOT),
                KEY.replace("/", "\\/"),
                URLEncoder.encode(KEY, StandardCharsets.UTF_8),
                URLEncoder.encode(KEY, StandardCharsets.UTF_8).replace("%2C", "%2c"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void keyIsMaskedInEveryForm(String form) {
        assertThat(SECRETS.masked("you sent [" + form + "], really")).isEqualTo("you sent [****], really");
    }

    /** All three places within the groups of Base64 are taken, and no character tells of the key. */
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "Bearer ", "user:", "{\"key\": \""})
    void keyIsMaskedInBase64(String before) {
        byte[] sent = (before + KEY).getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder : new Base64.Encoder[] {
            Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getEncoder().withoutPadding()
        }) {
            String masked = SECRETS.masked("got " + encoder.encodeToString(sent) + " instead");

            assertThat(masked).matches("got [A-Za-z0-9_+/-]*\\*{4} instead");
            String left = masked.replaceAll("got |\\*.*", "");
            String leading = Base64.getEncoder().encodeToString((before + "\0\0").getBytes(StandardCharsets.UTF_8));
            assertThat(leading.substring(0, Math.max(0, left.length() - 1)))
                    .isEqualTo(left.substring(0, Math.max(0, left.length() - 1)));
        }
    }

    @Test
    void passwordOfABasicHeaderIsMasked() {
        String basic = Base64.getEncoder().encodeToString("me:pa55word".getBytes(StandardCharsets.UTF_8));
        Secrets secrets = Secrets.of(Optional.empty(), Map.of("X-Proxy-Authorization", "Basic " + basic), URL);

        assertThat(secrets.masked("user me:pa55word or pa55word or " + basic)).isEqualTo("user **** or **** or ****");
    }

    @ParameterizedTest
    @MethodSource("io.headroom.endtoend.KeyForms#all")
    void everyFormOfAKeyIsMasked(String form) {
        Secrets secrets = Secrets.of(Optional.of(ApiKey.of(KeyForms.KEY)), Map.of(), URL);

        KeyForms.assertAbsent(form, secrets.masked("you sent <" + form + ">, really"));
        KeyForms.assertAbsent(form, new AnswerText(secrets).part("x".repeat(150) + form + " or " + form));
    }

    @Test
    void longKeyIsMasked() {
        String key = "e1J9/".repeat(10_000);
        Secrets secrets = Secrets.of(Optional.of(ApiKey.of(key)), Map.of(), URL);

        assertThat(secrets.masked("a" + URLEncoder.encode(key, StandardCharsets.UTF_8) + " b"))
                .isEqualTo("a**** b");
    }

    @Test
    void ordinaryValuesAreNoSecrets() {
        Secrets secrets = Secrets.of(
                Optional.empty(),
                Map.of(
                        "X-Author", "somebody",
                        "X-Design", "material",
                        "X-Keyword", "fraud-cards",
                        "X-Team", "recommendation-models",
                        "X-Release", "headroom-release-2024-11-29"),
                URI.create("https://models.example.com/score?phase=measured&client=headroom&x=SingleClientSimulation"));
        String text =
                "somebody measured material of fraud-cards, recommendation-models, headroom, SingleClientSimulation"
                        + " headroom-release-2024-11-29 phase=measured&client=headroom";

        assertThat(secrets.masked(text)).isEqualTo(text);
        assertThat(secrets.unmistakable().masked(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Api-Key",
                "apiKey",
                "x-functions-key",
                "Ocp-Apim-Subscription-Key",
                "X-Auth",
                "Proxy-Authorization",
                "X-AuthToken",
                "accessToken",
                "X-Password",
                "Cookie",
                "X-Sig",
                "X-Signature",
                "X-Credentials",
                "client_secret",
                "X-Key2"
            })
    void nameTellsASecret(String name) {
        Secrets header = Secrets.of(Optional.empty(), Map.of(name, "hidden-word"), URL);
        Secrets query =
                Secrets.of(Optional.empty(), Map.of(), URI.create("https://host/score?a=1&" + name + "=hidden-word"));

        assertThat(header.masked("a hidden-word")).isEqualTo("a ****");
        assertThat(query.masked("a hidden-word")).isEqualTo("a ****");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0123456789abcdef",
                "550e8400-e29b-41d4-a716-446655440000",
                "q7Zx_kP2-m9Lw_4RtV-b1Ns",
                "sk-Ab3dE5gH7jK9mN1p"
            })
    void randomValueIsASecretWhateverItsName(String value) {
        assertThat(Secrets.of(Optional.empty(), Map.of("X-Correlation", value), URL)
                        .masked("a " + value))
                .isEqualTo("a ****");
        assertThat(Secrets.of(Optional.empty(), Map.of(), URI.create("https://host/score?x=" + value))
                        .masked("a " + value))
                .isEqualTo("a ****");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "basic authentication is needed", "Basic authentication.", "the bearer token was refused",
                "WWW-Authenticate: Basic realm=\"models\"", "Bearer realm=models,error=invalid_token",
                        "a basic understanding of it"
            })
    void sentencesAboutCredentialsAreKept(String text) {
        assertThat(SECRETS.masked(text)).isEqualTo(text);
    }

    @Test
    void credentialsOfOthersAreMasked() {
        assertThat(SECRETS.masked(
                        "Authorization: Bearer abcdef, {\"authorization\":\"Basic abcdefgh\"} basic dXNlcjpwYXNz"))
                .isEqualTo("Authorization: Bearer **** {\"authorization\":\"Basic ****\"} basic ****");
    }

    @Test
    void whatFollowsBearerIsMaskedToItsEnd() {
        assertThat(Secrets.of(Optional.empty(), Map.of(), URL).masked("Bearer abc,d]ef ghi"))
                .isEqualTo("Bearer **** ghi");
    }

    @Test
    void plainHeadersAreNoSecrets() {
        Secrets secrets = Secrets.of(
                Optional.empty(), Map.of("Accept", "application/json", "X-Correlation", "0123456789abcdef"), URL);

        assertThat(secrets.masked("application/json 0123456789abcdef")).isEqualTo("application/json ****");
    }

    @Test
    void shortSecretIsMaskedInAnswersButNotInOurOwnText() {
        Secrets secrets = Secrets.of(Optional.of(ApiKey.of("2407")), Map.of(), URL);

        assertThat(secrets.masked("bad key 2407")).isEqualTo("bad key ****");
        assertThat(secrets.unmistakable().masked("2407.0 req/s")).isEqualTo("2407.0 req/s");
        assertThat(SECRETS.unmistakable().masked(KEY)).isEqualTo("****");
    }

    @Test
    void secretAtTheEndOfWhatIsReadIsLeftOut() {
        AnswerText text = new AnswerText(SECRETS);
        for (int blanks = 1900; blanks < 2300; blanks++) {
            String body = "a" + " ".repeat(blanks) + KEY + " ".repeat(3000);

            assertThat(text.beginning(body.getBytes(StandardCharsets.UTF_8)).orElse(""))
                    .as("%d blanks", blanks)
                    .doesNotContain("s3c");
        }
    }

    @Test
    void textOfAnAnswerCommandsNothing() {
        AnswerText text = new AnswerText(SECRETS);

        assertThat(text.part("\n::error::x \u009b2J ##vso[a] \u202e"))
                .isEqualTo(": :error::x \\u009b2J # #vso[a] \\u202e");
        assertThat(text.location("/\u202ea?sig=x")).isEqualTo("/\\u202ea");
    }
}
