package io.headroom.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecedenceTest {

    private static final String FILE = "headroom.search { rounds = 7, growth = 3 }, headroom.hold.duration = 9 s";

    @TempDir
    private Path folder;

    @Test
    void referenceAloneIsValid() throws Exception {
        Settings settings = new Sources().load();

        assertThat(settings.endpoint().url()).isEmpty();
        assertThat(settings.key()).isEmpty();
        assertEquals(3, settings.plan().search().rounds().least());
        assertEquals(12, settings.standIn().pods());
        assertEquals(1, settings.payloads().orElseThrow().count());
    }

    @Test
    void fileWinsOverTheReference() throws Exception {
        assertEquals(7, rounds(new Sources().file(folder, FILE)));
    }

    @Test
    void environmentWinsOverTheFile() throws Exception {
        assertEquals(5, rounds(new Sources().file(folder, FILE).variable("HEADROOM_SEARCH_ROUNDS", "5")));
    }

    @Test
    void commandLineWinsOverTheEnvironment() throws Exception {
        Sources sources = new Sources()
                .file(folder, FILE)
                .variable("HEADROOM_SEARCH_ROUNDS", "5")
                .property("search.rounds", "2");

        assertEquals(2, rounds(sources));
    }

    @Test
    void sourceThatWinsOneKeyLeavesTheOthersAlone() throws Exception {
        Settings settings = new Sources()
                .file(folder, FILE)
                .variable("HEADROOM_WARM_UP_LIMIT", "11 s")
                .property("search.rounds", "2")
                .load();

        assertEquals(3.0, settings.plan().search().callers().growth());
        assertEquals(Duration.ofSeconds(9), settings.plan().holdLength());
        assertEquals(Duration.ofSeconds(11), settings.plan().warmUpLimit());
        assertEquals(0.7, settings.plan().targetFraction());
    }

    @Test
    void variablesOfOthersAreNoneOfOurs() throws Exception {
        Sources sources = new Sources().variable("PATH", "/bin").variable("HEADROOMS", "many");

        assertEquals(3, rounds(sources));
    }

    @Test
    void hostsMayBeWrittenAsTextOrAsList() throws Exception {
        List<String> expected = List.of("a.example.com", "b.example.com");

        assertEquals(
                expected,
                new Sources()
                        .property("endpoint.allowed-hosts", "a.example.com, b.example.com,")
                        .load()
                        .endpoint()
                        .allowedHosts());
        assertEquals(
                expected,
                new Sources()
                        .file(folder, "headroom.endpoint.allowed-hosts = [a.example.com, b.example.com]")
                        .load()
                        .endpoint()
                        .allowedHosts());
    }

    @Test
    void ownSettingsFileAsShippedIsValid() throws Exception {
        Settings shipped = new Sources().file(Path.of("conf", "headroom.conf")).load();

        assertEquals(new Sources().load().flat(), shipped.flat());
    }

    private static int rounds(Sources sources) throws SettingsException {
        return sources.load().plan().search().rounds().least();
    }
}
