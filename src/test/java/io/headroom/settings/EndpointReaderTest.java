package io.headroom.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointReaderTest {

    @TempDir
    private Path folder;

    @Test
    void hostThatNobodyAllowedSaysWhatToDo() {
        List<String> problems = new Sources()
                .property("endpoint.url", "https://models.example.com/score")
                .problems();

        assertThat(problems.get(0))
                .endsWith("one listed in headroom.endpoint.allowed-hosts: to put load on models.example.com,"
                        + " add it there");
    }

    @Test
    void allowedHostIsTaken() throws Exception {
        Settings settings = new Sources()
                .property("endpoint.url", "https://Models.Example.com/score")
                .property("endpoint.allowed-hosts", "other.example.com,models.example.com")
                .load();

        assertEquals(
                Optional.of(URI.create("https://Models.Example.com/score")),
                settings.endpoint().url());
    }

    @Test
    void insecureTlsIsRefusedInAFile() throws Exception {
        List<String> problems = new Sources()
                .file(folder, "headroom.endpoint.tls.insecure = true")
                .problems();

        assertEquals(1, problems.size(), problems.toString());
        assertThat(problems.get(0)).endsWith("give -Dheadroom.endpoint.tls.insecure=true");
    }

    @Test
    void insecureTlsIsAcceptedForOneRun() throws Exception {
        assertTrue(new Sources()
                .property("endpoint.tls.insecure", "true")
                .load()
                .endpoint()
                .tlsInsecure());
        assertTrue(new Sources()
                .variable("HEADROOM_ENDPOINT_TLS_INSECURE", "true")
                .load()
                .endpoint()
                .tlsInsecure());
    }

    @Test
    void payloadThatDoesNotExistIsNamedWithItsPath() {
        Path missing = folder.resolve("cat.jpg");

        List<String> problems =
                new Sources().property("endpoint.payload", missing.toString()).problems();

        assertThat(problems).singleElement(STRING).startsWith("  - headroom.endpoint.payload = ");
        assertThat(problems.get(0)).endsWith("but " + missing + " does not exist");
    }

    @Test
    void keyFileThatDoesNotExistIsNamedWithItsPath() {
        Path missing = folder.resolve("key");

        List<String> problems =
                new Sources().property("endpoint.key-file", missing.toString()).problems();

        assertThat(problems).singleElement(STRING).endsWith("but " + missing + " does not exist");
    }

    /** The declaration is wrong, not the payload. */
    @Test
    void declaredTypeThatThePayloadIsNotIsNamed() throws Exception {
        Path image = Files.write(folder.resolve("cat.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, 0});

        List<String> byKey = new Sources()
                .property("endpoint.payload", image.toString())
                .property("endpoint.content-type", "application/json")
                .problems();
        List<String> byHeader = new Sources()
                .property("endpoint.payload", image.toString())
                .file(folder, "headroom.endpoint.headers { Content-Type = application/json }")
                .problems();

        assertThat(byKey).singleElement(STRING).startsWith("  - headroom.endpoint.content-type = \"application/json\"");
        assertThat(byKey.get(0)).contains("expected the content type of the payload; but " + image + " is not JSON: ");
        assertThat(byHeader).singleElement(STRING).startsWith("  - headroom.endpoint.headers = ");
    }

    @Test
    void headersAndExpectationAreRead() throws Exception {
        Settings settings = new Sources()
                .file(
                        folder,
                        "headroom.endpoint { headers { azureml-model-deployment = blue, X-Count = 3 },"
                                + " expect { path = score, value = 1 } }")
                .load();

        assertEquals(
                Map.of("azureml-model-deployment", "blue", "X-Count", "3"),
                settings.endpoint().headers());
        assertEquals("score", settings.endpoint().expectation().orElseThrow().path());
        assertEquals(
                Optional.of("1"),
                settings.endpoint().expectation().orElseThrow().value());
    }

    /** Docker Compose names services so, though no registered host has an underscore. */
    @Test
    void hostWithAnUnderscoreIsTaken() throws Exception {
        Settings settings = new Sources()
                .property("endpoint.url", "http://my_model:8080/score")
                .property("endpoint.allowed-hosts", "my_model")
                .load();

        assertEquals(
                Optional.of(URI.create("http://my_model:8080/score")),
                settings.endpoint().url());
    }

    @Test
    void hostWithAnUnderscoreMustBeAllowedLikeAnyOther() {
        List<String> problems = new Sources()
                .property("endpoint.url", "http://my_model:8080/score")
                .problems();

        assertThat(problems.get(0)).endsWith("to put load on my_model, add it there");
    }

    @Test
    void userInTheUrlIsRefused() {
        List<String> problems = new Sources()
                .property("endpoint.url", "http://user:secret@localhost/score")
                .problems();

        assertThat(problems.get(0)).contains("without user or password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://me:geheim@localhost/score",
                "me:geheim@localhost/score",
                "https://models.example.com/score?sig=geheim",
                "models.example.com/score?sig=geheim",
                "https://models.example.com/score?sig=geheim#part"
            })
    void problemWithTheUrlShowsNoSecretOfIt(String url) {
        List<String> problems = new Sources().property("endpoint.url", url).problems();

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0)).contains("/score").contains("****").doesNotContain("geheim");
    }

    @Test
    void contentTypeIsReadFromItsSettingBeforeTheHeaders() throws Exception {
        Settings ofHeader = new Sources()
                .file(folder, "headroom.endpoint.headers { content-type = \"text/plain\" }")
                .load();
        Settings ofSetting = new Sources()
                .file(
                        folder,
                        "headroom.endpoint { headers { content-type = \"text/plain\" }, content-type = text/csv }")
                .load();

        assertEquals("text/plain", ofHeader.payloads().orElseThrow().contentType());
        assertEquals("text/csv", ofSetting.payloads().orElseThrow().contentType());
    }
}
