package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script that lies beside the jar and makes it start sooner. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script needs a Unix shell")
class LauncherIT {

    private static final Path JAR = Path.of(System.getProperty("headroom.jar"));
    private static final Path LOG =
            Path.of("src", "test", "resources", "logs", "staircase-3.15.1.log").toAbsolutePath();

    @TempDir
    private Path folder;

    private Path script;

    @BeforeEach
    void copyScriptAndJar() throws IOException {
        Files.copy(JAR, folder.resolve("headroom.jar"));
        script = folder.resolve("headroom");
        Files.copy(JAR.resolveSibling("headroom"), script, StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Test
    void saysWhatTheJarSaysFirstAndLater() throws IOException, InterruptedException {
        try (ForkedProcess jar = ForkedProcess.headroom(folder, Map.of(), "analyze", "--json", LOG.toString())) {
            int status = jar.await();
            for (int run = 1; run <= 2; run++) {
                try (ForkedProcess launched = launch(script, Map.of(), "analyze", "--json", LOG.toString())) {
                    assertEquals(status, launched.await(), launched.output());
                    assertEquals(jar.output(), launched.output());
                }
            }
        }
    }

    @Test
    void laterRunsTakeTheirClassesFromTheArchive() throws IOException, InterruptedException {
        assertEquals(0, archivedClasses(script), "nothing is archived yet");
        assertTrue(archivedClasses(script) > 300, "ours and the libraries' come from the archive");
        Path roundabout = folder.resolve("..").resolve(folder.getFileName()).resolve("headroom");
        assertTrue(archivedClasses(roundabout) > 300, "also where the script is called by another path");
        try (Stream<Path> files = Files.list(folder)) {
            assertFalse(files.anyMatch(file -> file.toString().contains(".jsa.")), "a half-written archive was left");
        }
    }

    @Test
    void worksThroughALinkAndGivesTheStatusOfAMistake() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(
                Files.createDirectory(folder.resolve("bin")).resolve("measure"), script);
        try (ForkedProcess mistaken = launch(link, Map.of(), "analyze", "no such folder")) {
            assertEquals(2, mistaken.await());
            assertThat(mistaken.output()).startsWith("headroom: no such folder does not exist");
        }
        assertFalse(Files.exists(folder.resolve("headroom.jsa")), "a mistake loads too little to be kept");
    }

    @Test
    void saysWhatIsMissing() throws IOException, InterruptedException {
        try (ForkedProcess withoutJava = launch(script, Map.of("JAVA_HOME", "/nowhere"), "--version")) {
            assertEquals(2, withoutJava.await());
            assertEquals(
                    "headroom: there is no /nowhere/bin/java; expected Java 17 or later in JAVA_HOME or PATH\n",
                    withoutJava.output());
        }
        Files.delete(folder.resolve("headroom.jar"));
        try (ForkedProcess withoutJar = launch(script, Map.of(), "--version")) {
            assertEquals(2, withoutJar.await());
            assertThat(withoutJar.output()).contains("headroom.jar is missing");
        }
    }

    /** Returns how many classes of the jar, libraries included, one {@code analyze} loaded from the archive. */
    private long archivedClasses(Path command) throws IOException, InterruptedException {
        Path classes = folder.resolve("classes.txt");
        Map<String, String> options = Map.of("HEADROOM_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes);
        try (ForkedProcess process = launch(command, options, "analyze", LOG.toString())) {
            process.await();
        }
        try (Stream<String> lines = Files.lines(classes)) {
            return lines.filter(line -> line.contains("source: shared objects file"))
                    .filter(line -> line.contains(" io.headroom.")
                            || line.contains(" picocli.")
                            || line.contains(" com.typesafe."))
                    .count();
        }
    }

    private ForkedProcess launch(Path command, Map<String, String> environment, String... arguments)
            throws IOException {
        Map<String, String> all = new HashMap<>(Map.of("JAVA_HOME", System.getProperty("java.home")));
        all.putAll(environment);
        return ForkedProcess.start(
                folder,
                all,
                Stream.concat(Stream.of(command.toString()), Stream.of(arguments))
                        .toList());
    }
}
