package io.headroom.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.plan.RunKind;
import io.headroom.run.RunFolder;
import io.headroom.run.Versions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunNameTest {

    private static final String SECRET = "s3cr3t";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "https://models.example.com/score,                    models.example.com/score",
        "http://127.0.0.1:8080/score,                         127.0.0.1:8080/score",
        "https://models.example.com,                          models.example.com",
        "http://[::1]:8080/v1/models/a:predict,               [::1]:8080/v1/models/a:predict",
        "http://model_a:9/score,                              model_a:9/score",
        "https://user:s3cr3t@models.example.com/score,        models.example.com/score",
        "https://models.example.com/score?code=s3cr3t,        models.example.com/score",
        "https://models.example.com/score?next=http://s3cr3t@, models.example.com/score",
        "https://models.example.com/a@b/score#s3cr3t,         models.example.com/a@b/score"
    })
    void endpointNamesTheRunWithoutItsSecrets(String url, String name) {
        assertThat(RunName.of(Map.of("headroom.run.name", Settings.NONE), endpoint(url, "")))
                .isEqualTo(name);
    }

    @Test
    void standInNamesTheRunByItsCapacityNotByItsPort() {
        assertThat(RunName.of(
                        Map.of(), endpoint("http://127.0.0.1:43210/score", "12 pods x 1 x 50.0 ms, 2 queued per pod")))
                .isEqualTo("stand-in 12 pods x 1 x 50.0 ms");
    }

    @Test
    void givenNameWinsAndChangesNoFingerprint() throws Exception {
        Workload named = workload(Map.of("run.name", " Fraud <b>v2</b> "));

        assertThat(named.name()).isEqualTo("Fraud <b>v2</b>");
        assertThat(named.fingerprint()).isEqualTo(workload(Map.of()).fingerprint());
    }

    @Test
    void nameIsReadBackAndADocumentWithoutOneGetsIt() throws Exception {
        RunFolder run = new RunFolder(folder);
        workload(Map.of("run.name", "fraud")).writeTo(run);
        assertThat(Workload.of(run).map(Workload::name)).contains("fraud");

        String json = Files.readString(run.workload());
        Files.writeString(
                run.workload(),
                json.replaceFirst("\"name\" : \"fraud\",", "").replaceFirst("\"headroom.run.name\" : \"fraud\",", ""));

        assertThat(Files.readString(run.workload())).doesNotContain("fraud");
        assertThat(Workload.of(run).map(Workload::name)).contains("localhost:9/score");
    }

    @Test
    void nameThatHoldsTheKeyIsRefusedWithoutQuotingIt() {
        List<String> problems = new Sources()
                .property("run.name", "run with " + SECRET)
                .variable("HEADROOM_API_KEY", SECRET)
                .problems();

        assertThat(problems).singleElement().asString().contains("headroom.run.name holds the endpoint's key");
        assertThat(problems.toString()).doesNotContain(SECRET);
    }

    @Test
    void nameHasAtMostEightyCharacters() throws Exception {
        assertThat(new Sources()
                        .property("run.name", "\uD83D\uDE80".repeat(80))
                        .load()
                        .runName())
                .contains("\uD83D\uDE80".repeat(80));
        assertThat(new Sources().property("run.name", "a\tb").problems()).hasSize(1);
        assertThat(new Sources().property("run.name", "a".repeat(81)).problems())
                .singleElement()
                .asString()
                .contains("expected a name of 1 to 80 characters on one line; or none");
    }

    private static Workload.Endpoint endpoint(String url, String standIn) {
        return new Workload.Endpoint(url, standIn, true, false, List.of());
    }

    private static Workload workload(Map<String, String> given) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("headroom.endpoint.url", "http://localhost:9/score");
        given.forEach((key, value) -> properties.setProperty("headroom." + key, value));
        Settings settings = SettingsLoader.load(Path.of("no-such-file.conf"), properties, Map.of());
        return Workload.of(
                RunKind.SINGLE_CLIENT,
                settings,
                URI.create("http://localhost:9/score"),
                Optional.empty(),
                Versions.with("3.15.1"));
    }
}
