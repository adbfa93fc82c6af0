package io.headroom.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.headroom.plan.RunKind;
import io.headroom.run.RunFolder;
import io.headroom.run.Versions;
import io.headroom.settings.Workload.Fingerprint;
import io.headroom.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadTest {

    private static final String SECRET = "s3cr3t";
    private static final String URL = "http://localhost:9/score";

    @TempDir
    private Path folder;

    @Test
    void workloadIsReadAsItWasWritten() throws Exception {
        Workload workload = workload(Map.of("endpoint.url", URL, "search.growth", "1.5"));

        workload.writeTo(new RunFolder(folder));

        assertEquals(Optional.of(workload), Workload.of(new RunFolder(folder)));
    }

    @Test
    void folderWithoutAWorkloadHasNone() throws Exception {
        assertThat(Workload.of(new RunFolder(folder))).isEmpty();
    }

    @Test
    void workloadOfAnotherVersionIsNotReadAsOneOfThis() throws Exception {
        workload(Map.of("endpoint.url", URL)).writeTo(new RunFolder(folder));
        Path file = folder.resolve("workload.json");
        Files.writeString(file, Files.readString(file).replace(Workload.SCHEMA, "headroom-workload/1"));

        IOException told = assertThrows(IOException.class, () -> Workload.of(new RunFolder(folder)));

        assertEquals(
                file
                        + " was written by another version of Headroom (headroom-workload/1; expected headroom-workload/2):"
                        + " measure again, or analyze it with that version",
                told.getMessage());
    }

    @Test
    void noSecretIsWritten() throws Exception {
        Files.writeString(
                folder.resolve("headroom.conf"),
                "headroom.endpoint { url = \"" + URL + "?code=" + SECRET + "\", headers { X-Team = " + SECRET + " } }");

        workload(Map.of()).writeTo(new RunFolder(folder));
        String json = Files.readString(folder.resolve("workload.json"));

        assertThat(json).contains("\"keySent\" : true");
        assertThat(json).contains("\"X-Team\"");
        assertThat(json).doesNotContain(SECRET);
    }

    @Test
    void sameWorkloadHasTheSameFingerprint() throws Exception {
        assertEquals(fingerprint(Map.of("endpoint.url", URL)), fingerprint(Map.of("endpoint.url", URL)));
        assertEquals(
                fingerprint(Map.of("endpoint.url", URL)).all(),
                fingerprint(Map.of("endpoint.url", URL, "results-folder", "elsewhere"))
                        .all(),
                "where results go changes nothing");
    }

    @Test
    void eachPartHasAFingerprintOfItsOwn() throws Exception {
        Path payload = Files.writeString(folder.resolve("other.json"), "{\"other\": 1}");
        Fingerprint base = fingerprint(Map.of("endpoint.url", URL));
        Fingerprint otherPayload = fingerprint(Map.of("endpoint.url", URL, "endpoint.payload", payload.toString()));
        Fingerprint otherEndpoint = fingerprint(Map.of("endpoint.url", "http://localhost:9/other"));
        Fingerprint otherSearch = fingerprint(Map.of("endpoint.url", URL, "target.fraction", "0.6"));

        assertNotEquals(base.payload(), otherPayload.payload());
        assertEquals(base.endpoint(), otherPayload.endpoint());
        assertNotEquals(base.endpoint(), otherEndpoint.endpoint());
        assertEquals(base.search(), otherEndpoint.search());
        assertNotEquals(base.search(), otherSearch.search());
        assertNotEquals(
                base.search(),
                fingerprint(Map.of("endpoint.url", URL, "arrivals.precision", "0.1"))
                        .search());
        assertNotEquals(
                base.search(),
                fingerprint(Map.of("endpoint.url", URL, "endpoint.statuses.404", "refused"))
                        .search());
        assertNotEquals(
                base.search(),
                fingerprint(Map.of("endpoint.url", URL, "endpoint.request-timeout", "10 s"))
                        .search());
        assertEquals(
                base.search(),
                fingerprint(Map.of("endpoint.url", URL, "endpoint.statuses.404", "none"))
                        .search());
        assertEquals(base.payload(), otherSearch.payload());
        assertEquals(
                4,
                List.of(base, otherPayload, otherEndpoint, otherSearch).stream()
                        .map(Fingerprint::all)
                        .distinct()
                        .count());
    }

    @Test
    void simulationIsAPartOfTheFingerprint() throws Exception {
        Settings settings = settings(Map.of("endpoint.url", URL));
        Fingerprint search = Workload.of(
                        RunKind.SINGLE_CLIENT,
                        settings,
                        settings.endpoint().url().orElseThrow(),
                        Optional.empty(),
                        Versions.with("3.15.1"))
                .fingerprint();
        Fingerprint smoke = Workload.of(
                        RunKind.SMOKE,
                        settings,
                        settings.endpoint().url().orElseThrow(),
                        Optional.empty(),
                        Versions.with("3.14.9"))
                .fingerprint();

        assertNotEquals(search.simulation(), smoke.simulation());
        assertNotEquals(search.all(), smoke.all());
    }

    @Test
    void standInsAreComparableWhateverTheirPortsAndPods() throws Exception {
        assertEquals(ofStandIn("12"), ofStandIn("6"));
    }

    private Fingerprint ofStandIn(String pods) throws Exception {
        Settings settings = settings(Map.of("stand-in.pods", pods));
        try (StandIn standIn = StandIn.start(settings.standIn(), Optional.empty())) {
            return Workload.of(
                            RunKind.SINGLE_CLIENT,
                            settings,
                            standIn.url(),
                            Optional.of(standIn.settings()),
                            Versions.with("3.15.1"))
                    .fingerprint();
        }
    }

    private Fingerprint fingerprint(Map<String, String> given) throws Exception {
        return workload(given).fingerprint();
    }

    private Workload workload(Map<String, String> given) throws Exception {
        Settings settings = settings(given);
        return Workload.of(
                RunKind.SINGLE_CLIENT,
                settings,
                settings.endpoint().url().orElseThrow(),
                Optional.empty(),
                Versions.with("3.15.1"));
    }

    private Settings settings(Map<String, String> given) throws Exception {
        Properties properties = new Properties();
        given.forEach((key, value) -> properties.setProperty("headroom." + key, value));
        return SettingsLoader.load(folder.resolve("headroom.conf"), properties, Map.of("HEADROOM_API_KEY", SECRET));
    }
}
