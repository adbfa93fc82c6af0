package io.headroom.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes in another process, whose standard output is a file: only there do the names of the descriptor lead to a file. */
class DescriptorTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dev/stdout",
                "/dev/./stdout",
                "/dev/fd/1",
                "/dev/fd/../fd/1",
                "/proc/self/fd/1",
                "/proc/thread-self/fd/1",
                "/proc/self/task/../fd/1",
                "/dev/fd/3"
            })
    void fileBehindADescriptorIsWrittenToAndStaysTheFileOfTheShell(String name) throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/thread-self")), "a system with /proc");

        written(name);
    }

    @Test
    void linkToADescriptorIsFollowedOnlyThatFar() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/thread-self")), "a system with /proc");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/../dev/stdout"));

        written(link.toString());

        assertTrue(Files.isSymbolicLink(link));
    }

    /** The shell's own line before and after it shows that both write to one file. */
    private void written(String name) throws Exception {
        Path out = folder.resolve("out.txt");
        String command = "{ echo before; \"$@\" 3>&1; echo after; } >> '" + out + "'";
        Process process = new ProcessBuilder(List.of(
                        "sh",
                        "-c",
                        command,
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DescriptorTest.class.getName(),
                        name))
                .redirectError(Redirect.INHERIT)
                .start();

        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running");
        assertEquals(0, process.exitValue());
        assertEquals("before\nours\nafter\n", Files.readString(out));
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    /** Writes to the path that is the first argument. */
    public static void main(String[] args) throws Exception {
        FileMark anything = new FileMark("a file of anybody", file -> true);
        WholeFile.write(Path.of(args[0]), "ours\n".getBytes(StandardCharsets.UTF_8), anything);
    }
}
