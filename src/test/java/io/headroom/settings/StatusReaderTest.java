package io.headroom.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.load.Outcome;
import io.headroom.load.StatusOutcomes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusReaderTest {

    @TempDir
    private Path folder;

    @Test
    void nothingIsChangedByDefault() throws Exception {
        assertThat(new Sources().load().statuses()).isEqualTo(StatusOutcomes.DEFAULT);
    }

    @Test
    void everyWordIsRead() throws Exception {
        Settings settings = new Sources()
                .file(
                        folder,
                        "headroom.endpoint.statuses { 300 = refused, 404 = not-ready, \"418\" = timed-out,"
                                + " 503 = client-error, 599 = server-error }")
                .load();

        assertThat(settings.statuses().changed())
                .isEqualTo(Map.of(
                        300,
                        Outcome.REFUSED,
                        404,
                        Outcome.NOT_READY,
                        418,
                        Outcome.TIMED_OUT,
                        503,
                        Outcome.CLIENT_ERROR,
                        599,
                        Outcome.SERVER_ERROR));
    }

    @Test
    void commandLineChangesOneStatusOfTheFile() throws Exception {
        Settings settings = new Sources()
                .file(folder, "headroom.endpoint.statuses { 404 = refused, 500 = refused }")
                .property("endpoint.statuses.500", "not-ready")
                .load();

        assertThat(settings.statuses().changed()).isEqualTo(Map.of(404, Outcome.REFUSED, 500, Outcome.NOT_READY));
        assertThat(settings.flat())
                .containsEntry("headroom.endpoint.statuses.404", "refused")
                .containsEntry("headroom.endpoint.statuses.500", "not-ready");
    }

    @Test
    void noneSwitchesOffWhatTheFileSets() throws Exception {
        Settings settings = new Sources()
                .file(folder, "headroom.endpoint.statuses { 404 = refused }")
                .property("endpoint.statuses.404", " none ")
                .load();

        assertThat(settings.statuses()).isEqualTo(StatusOutcomes.DEFAULT);
        assertThat(settings.flat()).isEqualTo(new Sources().load().flat());
    }

    @Test
    void finishedRunKeepsThem() throws Exception {
        Settings settings = new Sources()
                .property("endpoint.statuses.404", "refused")
                .property("endpoint.statuses.503", "server-error")
                .load();

        Settings reloaded = SettingsLoader.reload(settings.flat());

        assertThat(reloaded.statuses()).isEqualTo(settings.statuses());
        assertThat(reloaded.flat()).isEqualTo(settings.flat());
    }

    @Test
    void environmentCannotSetThem() {
        List<String> problems = new Sources()
                .variable("HEADROOM_ENDPOINT_STATUSES_404", "refused")
                .problems();

        assertThat(problems)
                .singleElement()
                .asString()
                .contains("environment variable HEADROOM_ENDPOINT_STATUSES_404")
                .endsWith("is no setting; did you mean headroom.endpoint.statuses?");
    }

    @Test
    void everyProblemIsToldWhateverTheName() throws Exception {
        List<String> problems = new Sources()
                .file(
                        folder,
                        "headroom.endpoint.statuses { \"a.b\" = refused, 4xx = null, 404 = null, 500 { a = 1 },"
                                + " 501 = [refused] }")
                .problems();

        assertThat(problems).hasSize(5);
        assertThat(String.join("\n", problems))
                .contains("  - headroom.endpoint.statuses.\"a.b\" = \"refused\" (")
                .contains("  - headroom.endpoint.statuses.4xx is null; expected an HTTP status from 300 to 599")
                .contains("  - headroom.endpoint.statuses.404 is null; expected one of refused, ")
                .contains("  - headroom.endpoint.statuses.500 = {\"a\":1} (")
                .contains("  - headroom.endpoint.statuses.501 = [\"refused\"] (");
    }
}
