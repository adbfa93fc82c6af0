package io.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.run.ClientFile;
import io.headroom.run.Heartbeat;
import io.headroom.run.RunFolder;
import io.headroom.run.Seal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code src/docs/cli.md} to the verbs, the exit statuses and the names of files in the code. */
class CliDocumentTest {

    private static final Path DOCUMENT = Path.of("src", "docs", "cli.md");

    private static List<String> fileNames() {
        return List.of(
                RunFolder.LOG,
                RunFolder.WORKLOAD,
                RunFolder.RESULT,
                RunFolder.PAGE,
                RunFolder.INDEX,
                ClientFile.NAME,
                Heartbeat.NAME,
                Seal.NAME);
    }

    @ParameterizedTest
    @EnumSource
    void everyVerbIsInTheTable(Verb verb) throws IOException {
        assertThat(Files.readString(DOCUMENT)).contains("\n| `" + verb.name().toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @EnumSource
    void everyExitStatusIsInTheTable(ExitStatus status) throws IOException {
        assertThat(Files.readString(DOCUMENT)).contains("\n| " + status.code() + " | ");
    }

    @ParameterizedTest
    @MethodSource("fileNames")
    void everyFileOfARunIsInTheTable(String name) throws IOException {
        assertThat(Files.readString(DOCUMENT)).contains("`" + name + "`");
    }
}
