package io.headroom.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that cannot be the settings is a mistake that is said, not an error of Headroom. */
class SettingsFileTest {

    @TempDir
    private Path folder;

    @Test
    void fileThatIsNestedTooDeeplyIsSaid() throws Exception {
        Path file = Files.writeString(folder.resolve("a.conf"), "a = " + "[".repeat(100_000) + "]".repeat(100_000));

        assertThat(refused(file)).hasMessageContaining(file + " is nested too deeply");
    }

    @Test
    void fileThatIsTooLargeIsNotReadIntoMemory() throws Exception {
        Path file = Files.writeString(folder.resolve("a.conf"), "# ".repeat(1 << 20));

        assertThat(refused(file)).hasMessageContaining(file + " is too large: it has more than 1048576 bytes");
    }

    @Test
    void folderIsNoFile() {
        assertThat(refused(folder)).hasMessageContaining(folder + " is not a regular file");
    }

    private static SettingsException refused(Path file) {
        return assertThrows(SettingsException.class, () -> SettingsLoader.sizing(file, new Properties(), Map.of()));
    }
}
