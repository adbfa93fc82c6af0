package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.headroom.standin.SampleStandIn;
import io.headroom.standin.StandIn;
import io.headroom.standin.StandInSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes mistakes of users, and checks that each gives one clear message, a status other than 0, no stack trace and no load. */
class UserMistakesIT {

    private static final String KEY = "the-right-key";
    private static final String WRONG_KEY = "a-wrong-key";

    @TempDir
    private Path results;

    private StandIn service;

    @BeforeEach
    void start() throws InterruptedException {
        StandInSettings settings =
                SampleStandIn.taking(Duration.ofMillis(5)).withPods(4, 1, 2).settings();
        service = StandIn.start(settings, Optional.of("Bearer " + KEY));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aWrongKeyIsExplainedAndShownNowhere() throws Exception {
        String output =
                runFails(WRONG_KEY, "headroom.endpoint.url", service.url().toString());
        assertThat(output)
                .contains(
                        "No verdict: HTTP 401: wrong key, or none, or one that has expired. Put the right one into HEADROOM_API_KEY");
        assertEquals(1, service.tally().rejected(), "the smoke call and nothing else");
        Path run = Results.runFolder(results);
        try (var files = Files.list(run)) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(WRONG_KEY);
            }
        }
    }

    @Test
    void aWrongPathIsExplained() throws Exception {
        String url = service.url().resolve("/nowhere").toString();
        String output = runFails(KEY, "headroom.endpoint.url", url);
        assertThat(output)
                .contains("No verdict: HTTP 404: nothing at this path. Check the path in headroom.endpoint.url.");
        assertEquals(1, service.tally().total());
    }

    @Test
    void aPortWithoutListenerIsExplained() throws Exception {
        String url = service.url().toString();
        service.close();
        String output = runFails(KEY, Map.of("headroom.endpoint.url", url, "headroom.endpoint.start-patience", "0s"));
        assertThat(output).contains("No verdict: nobody listens there (connection refused).");
    }

    @Test
    void aPayloadThatIsNoJsonIsRefusedBeforeAnyCall() throws Exception {
        Path payload = Files.writeString(results.resolve("payload.json"), "{\"data\": ");
        String output = runFails(KEY, "headroom.endpoint.payload", payload.toString());
        assertThat(output).contains("headroom.endpoint.payload = \"" + payload + "\"");
        assertThat(output)
                .contains("is not JSON, as its type application/json says: line 1, column 10: expected a value");
        noRun();
    }

    @Test
    void anUnknownSettingNamesTheNearestKnownOne() throws Exception {
        String output = runFails(KEY, "headroom.search.round", "2");
        assertThat(output)
                .contains(
                        "headroom.search.round (-Dheadroom.search.round) is no setting; did you mean headroom.search.rounds?");
        noRun();
    }

    @Test
    void aKeyOnTheCommandLineIsRefusedAndNotRepeated() throws Exception {
        String output = runFails(KEY, "headroom.endpoint.key", WRONG_KEY);
        assertThat(output).contains("headroom.endpoint.key (-Dheadroom.endpoint.key) is refused");
        assertThat(output).doesNotContain(WRONG_KEY);
        noRun();
    }

    @Test
    void aHostThatIsNotAllowedGetsNoLoad() throws Exception {
        String output = runFails(KEY, "headroom.endpoint.url", "https://models.example.com/score");
        assertThat(output).contains("to put load on models.example.com, add it there");
        noRun();
    }

    /** Otherwise a gate would judge an older run. */
    @Test
    void aRunThatDoesNotBeginIsNotMistakenForTheLastOne() throws Exception {
        Path last = Files.writeString(results.resolve("last-run.txt"), "older\n");
        var unused = runFails(KEY, "headroom.search.round", "2");
        assertFalse(Files.exists(last));
        noRun();
    }

    private String runFails(String key, String setting, String value) throws Exception {
        return runFails(key, Map.of(setting, value));
    }

    private String runFails(String key, Map<String, String> settings) throws Exception {
        try (ForkedProcess gatling =
                ForkedProcess.gatling(results, "SingleClientSimulation", Map.of("HEADROOM_API_KEY", key), settings)) {
            int status = gatling.await();
            String output = gatling.output();
            assertAll(
                    () -> assertNotEquals(0, status, output),
                    () -> assertThat(output).doesNotContain("\tat "),
                    () -> assertThat(output).doesNotContain("Exception:"),
                    () -> assertThat(output).doesNotContain("next: "),
                    () -> assertThat(output).doesNotContain("Gatling's own figures"));
            return output;
        }
    }

    private void noRun() throws Exception {
        assertThat(Results.runFolders(results)).isEmpty();
        assertEquals(0, service.tally().total());
    }
}
