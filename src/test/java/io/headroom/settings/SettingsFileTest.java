package io.headroom.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Where quotes are missing, any word of the file may be a key. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a = "canary\\n b = 1                       | 1 | a text does not end
            a = ""\"canary                            | 1 | a text does not end
            a { b = canary?canary }                   | 1 | a character that needs double quotes
            a = x`canary                              | 1 | a character that needs double quotes
            a { b = "x" \\n canary }                  | 2 | a key has no value
            canary canary                             | 1 | a key has no value
            a = "\\canary"                            | 1 | an escape that does not exist
            a = 1 } canary                            | 1 | a } closes nothing
            a { b = canary                            | 1 | a } or ] is missing
            a = ${canary                              | 1 | ${ has no end
            include canary                            | 1 | include needs the name of a file
            a = [1] \\n a = ${a} \\n a = ${a} {b = canary} | 1 | values of different types
            a = ${b.c}                                | 1 | ${b.c} is set nowhere
            canary..b = 1                             | 1 | a key is made of names
            """)
    void problemOfSyntaxIsSaidWithoutTheTextOfTheFile(String content, int line, String kind) throws Exception {
        Path file = Files.writeString(folder.resolve("a.conf"), content.replace("\\n", "\n"));

        assertThat(refused(file))
                .hasMessageContaining(file + ": " + line + ": ")
                .hasMessageContaining(kind)
                .message()
                .doesNotContain("canary");
    }

    private static SettingsException refused(Path file) {
        return assertThrows(SettingsException.class, () -> SettingsLoader.sizing(file, new Properties(), Map.of()));
    }
}
