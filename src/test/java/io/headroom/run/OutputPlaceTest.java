package io.headroom.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputPlaceTest {

    private static final FileMark MARK = FileMark.beginning("a page of ours", "ours");
    private static final Path NULL_DEVICE = Path.of("/dev/null");

    @TempDir
    private Path folder;

    @Test
    void fileOfOursIsReplacedAndNothingIsLeftBeside() throws Exception {
        Path file = Files.writeString(folder.resolve("page"), "ours, before");

        write(file);

        assertEquals("ours, now", Files.readString(file));
        assertEquals(List.of("page"), names());
    }

    @Test
    void emptyFileIsReplaced() throws Exception {
        Path file = Files.createFile(folder.resolve("page"));

        write(file);

        assertEquals("ours, now", Files.readString(file));
    }

    @Test
    void fileOfSomebodyElseIsRefusedAndLeftAsItIs() throws Exception {
        Path file = Files.writeString(folder.resolve("thesis"), "three years of work");

        RefusedFileException refused = assertThrows(RefusedFileException.class, () -> write(file));

        assertThat(refused).hasMessageContaining(file + " was not written: it exists and is not a page of ours");
        assertEquals("three years of work", Files.readString(file));
    }

    @Test
    void linkStaysALinkAndItsFileIsReplaced() throws Exception {
        Path file = Files.writeString(folder.resolve("page"), "ours, before");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("page"));
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("absent"));

        write(link);
        write(dangling);

        assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(dangling));
        assertEquals("ours, now", Files.readString(file));
        assertEquals("ours, now", Files.readString(folder.resolve("absent")));
    }

    @Test
    void deviceIsWrittenToAndStaysADevice() throws Exception {
        assumeTrue(Files.exists(NULL_DEVICE), "a system with devices");
        Path link = Files.createSymbolicLink(folder.resolve("page"), NULL_DEVICE);

        write(link);

        assertTrue(Files.isSymbolicLink(link), "the link was replaced");
        assertTrue(!Files.isRegularFile(NULL_DEVICE), "the device was replaced");
        assertEquals(List.of("page"), names());
    }

    @Test
    void fullDeviceIsAFailureOfWritingAndNoRefusal() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "a system with devices");

        IOException failed = assertThrows(IOException.class, () -> write(full));

        assertThat(failed)
                .isNotInstanceOf(RefusedFileException.class)
                .hasMessageContaining("/dev/full cannot be written: No space left on device");
    }

    @Test
    void foldersAndLinksThatLeadNowhereAreRefused() throws Exception {
        Path loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, Path.of("loop"));

        assertThat(assertThrows(RefusedFileException.class, () -> write(folder)))
                .hasMessageContaining("it is a folder");
        assertThat(assertThrows(RefusedFileException.class, () -> write(loop)))
                .hasMessageContaining("it is a link that leads nowhere");
        assertThat(assertThrows(RefusedFileException.class, () -> write(folder.resolve("no/page"))))
                .hasMessageContaining("there is no folder " + folder.resolve("no"));
    }

    /** Somebody else may have put a link under the name of the temporary file, in a folder that all can write to. */
    @Test
    void linkUnderTheNameOfTheTemporaryFileIsNotFollowed() throws Exception {
        Path file = folder.resolve("page");
        Path victim = Files.writeString(folder.resolve("victim"), "precious");
        Files.createSymbolicLink(WholeFile.temporary(file), victim);

        write(file);

        assertEquals("precious", Files.readString(victim));
        assertEquals("ours, now", Files.readString(file));
    }

    private static void write(Path file) throws IOException {
        WholeFile.write(file, "ours, now".getBytes(StandardCharsets.UTF_8), MARK);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
