package io.headroom.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.headroom.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartChecksTest {

    @TempDir
    private Path folder;

    @Test
    void resultsFolderThatCannotBeWrittenToIsSaidBeforeTheRun() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        SettingsException refused =
                assertThrows(SettingsException.class, () -> StartChecks.requireWritable(file.resolve("results")));

        assertThat(refused)
                .hasMessageContaining(
                        "headroom.results-folder = " + file.resolve("results") + " cannot be written to: ");
    }

    @Test
    void resultsFolderIsMadeAndLeftEmpty() throws Exception {
        Path results = folder.resolve("a/b");

        StartChecks.requireWritable(results);

        try (var files = Files.list(results)) {
            assertEquals(0, files.count());
        }
    }
}
