package io.headroom.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private static final String SECRET = "s3cr3t-value";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"endpoint.key", "endpoint.api-key"})
    void keyOnTheCommandLineIsRefusedWithTheReasonAndWithoutItsValue(String key) {
        List<String> problems = new Sources().property(key, SECRET).problems();

        assertEquals(1, problems.size(), problems.toString());
        assertThat(problems.get(0)).contains("headroom." + key + " (-Dheadroom." + key + ") is refused");
        assertThat(problems.get(0)).contains("process list");
        assertThat(problems.get(0)).contains("HEADROOM_API_KEY");
        assertThat(problems.get(0)).doesNotContain(SECRET);
    }

    @Test
    void keyInAFileIsRefusedWithoutItsValue() throws Exception {
        List<String> problems = new Sources()
                .file(folder, "headroom.endpoint.api-key = " + SECRET)
                .problems();

        assertThat(problems.get(0)).contains("headroom.conf: 1) is refused");
        assertThat(problems.toString()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "authorization", "AUTHORIZATION"})
    void authorizationIsNoHeaderToSet(String name) throws Exception {
        List<String> problems = new Sources()
                .file(folder, "headroom.endpoint.headers { " + name + " = \"Bearer " + SECRET + "\" }")
                .problems();

        assertEquals(1, problems.size(), problems.toString());
        assertThat(problems.get(0)).contains("headroom.endpoint.headers holds Authorization");
        assertThat(problems.get(0)).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://me:s3cr3t-value@localhost/score", "https://s3cr3t-value@localhost/score"})
    void userInTheUrlIsRefusedWithoutThePassword(String url) {
        List<String> problems = new Sources().property("endpoint.url", url).problems();

        assertEquals(1, problems.size(), problems.toString());
        assertThat(problems.get(0)).contains("without user or password");
        assertThat(problems.get(0)).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "endpoint.url, http://me:s3cr3t-value/x@localhost/score",
        "endpoint.url, https:me:s3cr3t-value@localhost/score",
        "endpoint.url, me:s3cr3t-value@localhost/score",
        "endpoint.url, https://models.example.com/score?sig=s3cr3t-value",
        "clients.stand-in, http://me:s3cr3t-value@127.0.0.1:8080/score",
        "clients.stand-in, https://models.example.com/score?sig=s3cr3t-value",
        "endpoint.readiness-path, ready?token=s3cr3t-value",
        "endpoint.request-timeout, https://me:s3cr3t-value@localhost/"
    })
    void secretsOfAUrlThatIsRefusedAreNotQuoted(String key, String value) {
        List<String> problems = new Sources().property(key, value).problems();

        assertEquals(1, problems.size(), problems.toString());
        assertThat(problems.get(0))
                .startsWith("  - headroom." + key + " = ")
                .contains("****")
                .doesNotContain(SECRET, "me:");
    }

    @Test
    void otherSettingsAreQuotedAsTheyAre() {
        assertThat(new Sources().property("endpoint.request-timeout", "team@x").problems())
                .singleElement()
                .asString()
                .startsWith("  - headroom.endpoint.request-timeout = \"team@x\"");
    }

    @Test
    void secretsOfUrlsAreNotKept() throws Exception {
        Map<String, Object> flat = new Sources()
                .property("endpoint.url", "http://localhost/models/a@1?sig=" + SECRET)
                .property("endpoint.readiness-path", "/ready?token=" + SECRET)
                .property("clients.stand-in", "http://localhost/score?sig=" + SECRET)
                .load()
                .flat();

        assertThat(flat.toString()).doesNotContain(SECRET);
        assertEquals("http://localhost/models/a@1", flat.get("headroom.endpoint.url"));
        assertEquals("/ready", flat.get("headroom.endpoint.readiness-path"));
        assertEquals("http://localhost/score", flat.get("headroom.clients.stand-in"));
    }

    @Test
    void problemsCommandNeitherATerminalNorAPipeline() {
        List<String> problems = new Sources()
                .property("run.name", "a\n##vso[task.complete]\u001b[2J")
                .problems();

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0)).doesNotContain("##vso[", "\u001b");
    }

    @Test
    void standInThatWasStartedElsewhereGetsAKeyOfItsOwn() throws Exception {
        Sources sources = new Sources()
                .variable("HEADROOM_API_KEY", SECRET)
                .property("clients.stand-in", "http://127.0.0.1:8080/score");

        assertThat(sources.load().key()).isEmpty();
        assertThat(sources.variable("HEADROOM_STAND_IN_KEY", "practice")
                        .load()
                        .key()
                        .orElseThrow()
                        .authorization())
                .isEqualTo("Bearer practice");
        assertThat(sources.property("endpoint.url", "http://localhost/score")
                        .load()
                        .key()
                        .orElseThrow()
                        .authorization())
                .isEqualTo("Bearer " + SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEADROOM_JAVA_OPTIONS", "HEADROOM_API_KEY", "HEADROOM_STAND_IN_KEY"})
    void documentedVariablesThatAreNoSettingsAreAccepted(String name) throws Exception {
        assertThat(new Sources().variable(name, "-Xmx128m").load().flat().keySet())
                .noneMatch(key -> key.contains("java_options") || key.contains("key_"));
    }

    @Test
    void headersThatAreNoTableAreNotQuoted() {
        List<String> problems =
                new Sources().property("endpoint.headers", "X-Key=" + SECRET).problems();

        assertThat(problems.get(0)).contains("a table of names and strings");
        assertThat(problems.get(0)).doesNotContain(SECRET);
    }

    @Test
    void keyComesFromTheEnvironment() throws Exception {
        Settings settings =
                new Sources().variable("HEADROOM_API_KEY", " " + SECRET + "\n").load();

        assertEquals("Bearer " + SECRET, settings.key().orElseThrow().authorization());
        assertThat(settings.toString()).as("a record prints its parts").doesNotContain(SECRET);
    }

    @Test
    void keyComesFromAFileAndThatWinsOverTheEnvironment() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), SECRET + "\n");
        Settings settings = new Sources()
                .variable("HEADROOM_API_KEY", "another")
                .property("endpoint.key-file", file.toString())
                .load();

        assertEquals("Bearer " + SECRET, settings.key().orElseThrow().authorization());
    }

    @Test
    void unusableKeyNamesItsSourceAndNotItsValue() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), SECRET + " two");

        String ofFile = new Sources()
                .property("endpoint.key-file", file.toString())
                .problems()
                .get(0);
        String ofVariable = new Sources()
                .variable("HEADROOM_API_KEY", SECRET + "ü")
                .problems()
                .get(0);

        assertThat(ofFile).contains("headroom.endpoint.key-file (" + file + ") holds no usable key");
        assertThat(ofVariable).contains("environment variable HEADROOM_API_KEY holds no usable key");
        assertFalse(ofFile.contains(SECRET) || ofVariable.contains(SECRET));
    }

    @Test
    void flatHoldsNeitherHeadersNorKey() throws Exception {
        Map<String, Object> flat = new Sources()
                .file(folder, "headroom.endpoint.headers { X-Token = " + SECRET + ", team.name = " + SECRET + " }")
                .variable("HEADROOM_API_KEY", SECRET)
                .load()
                .flat();

        assertThat(flat.toString()).doesNotContain(SECRET);
        assertTrue(
                flat.keySet().stream().noneMatch(key -> key.startsWith("headroom.endpoint.headers")), flat.toString());
        assertEquals(3, flat.get("headroom.search.rounds"));
    }
}
