package io.headroom.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A finished run is judged by the settings that it was made with. */
class ReloadTest {

    @TempDir
    private Path folder;

    @Test
    void reloadedSettingsArePlannedTheSame() throws Exception {
        Settings settings = everyKind();

        Settings reloaded = SettingsLoader.reload(settings.flat());

        assertEquals(settings.plan(), reloaded.plan());
        assertEquals(settings.standIn(), reloaded.standIn());
        assertEquals(settings.seed(), reloaded.seed());
        assertEquals(settings.sizing(), reloaded.sizing());
        assertEquals(settings.flat(), reloaded.flat());
        assertThat(reloaded.key()).isEmpty();
        assertThat(reloaded.payloads()).isEmpty();
    }

    @Test
    void settingsSurviveTheirJson() throws Exception {
        ObjectMapper json = new ObjectMapper();
        Settings settings = everyKind();

        Map<?, ?> back = json.readValue(json.writeValueAsBytes(settings.flat()), Map.class);

        assertEquals(settings.flat(), back);
    }

    @Test
    void nothingGivesTheReference() throws Exception {
        assertEquals(
                new Sources().load().plan(), SettingsLoader.reload(Map.of()).plan());
    }

    @Test
    void settingOfALaterVersionIsLeftAlone() throws Exception {
        Map<String, Object> flat = Map.of("headroom.search.rounds", 5, "headroom.search.patience", "much");

        assertEquals(5, SettingsLoader.reload(flat).plan().search().rounds().least());
    }

    @Test
    void illegalSettingNamesItsOrigin() {
        SettingsException problem = assertThrows(
                SettingsException.class, () -> SettingsLoader.reload(Map.of("headroom.search.rounds", "x")));

        assertThat(problem.getMessage()).contains("headroom.search.rounds");
        assertThat(problem.getMessage()).contains("the run's workload.json");
    }

    /** Returns settings of numbers, texts, durations, lists and flags, from every source. */
    private Settings everyKind() throws Exception {
        return new Sources()
                .file(
                        folder,
                        "headroom { search { rounds = 2, growth = 1.5 }, hold.duration = 1500 ms,"
                                + " endpoint.allowed-hosts = [a.example.com, b.example.com] }")
                .variable("HEADROOM_SEARCH_PRECISION", "0.1")
                .property("target.spacing", "constant")
                .property("endpoint.url", "https://a.example.com/score")
                .property("endpoint.tls.insecure", "true")
                .property("stand-in.latency", "20ms")
                .property("sizing.cpu-per-pod", "0.25")
                .property("search.seed", "12345678901")
                .load();
    }
}
