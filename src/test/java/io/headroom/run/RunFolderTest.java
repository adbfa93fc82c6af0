package io.headroom.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.simlog.BinaryLogWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    private static final String OURS = "io.headroom.simulation.SingleClientSimulation";
    private static final long BEGUN = 1_000_000;

    @TempDir
    private Path results;

    @Test
    void earliestOfSeveralThatFitIsFound() throws Exception {
        log("c", OURS, BEGUN + 900);
        log("a", OURS, BEGUN + 500);
        log("b", OURS, BEGUN + 10);

        assertEquals("b", found());
    }

    @Test
    void runThatBeganTheSameMillisecondFits() throws Exception {
        log("a", OURS, BEGUN);

        assertEquals("a", found());
    }

    @Test
    void othersAreLeftAlone() throws Exception {
        log("other-class", "io.headroom.simulation.SmokeSimulation", BEGUN + 1);
        log("older", OURS, BEGUN - 1);
        Files.createDirectories(results.resolve("without-a-log"));
        Files.writeString(results.resolve("simulation.log"), "a file beside the folders");
        Path notFlushed = Files.createDirectories(results.resolve("not-flushed"));
        Files.createFile(notFlushed.resolve("simulation.log"));
        Path noLog = Files.createDirectories(results.resolve("no-log"));
        Files.writeString(noLog.resolve("simulation.log"), "RUN\t" + OURS);
        Path half = Files.createDirectories(results.resolve("half-a-header"));
        byte[] header = header(OURS, BEGUN + 1).bytes();
        Files.write(half.resolve("simulation.log"), Arrays.copyOf(header, header.length - 1));

        assertEquals("nothing", found());
        log("ours", OURS, BEGUN + 2);
        assertEquals("ours", found());
    }

    @Test
    void resultsFolderThatIsNotThereHoldsNoRun() throws Exception {
        assertEquals(Optional.empty(), RunFolder.find(results.resolve("nowhere"), OURS, BEGUN));
    }

    @Test
    void writingReplacesTheFileAndLeavesNothingBeside() throws Exception {
        RunFolder folder = new RunFolder(results);
        folder.writeResult("first".getBytes(StandardCharsets.UTF_8));
        folder.writeResult("second".getBytes(StandardCharsets.UTF_8));

        assertArrayEquals("second".getBytes(StandardCharsets.UTF_8), Files.readAllBytes(folder.result()));
        assertEquals(List.of("headroom.json"), names());
    }

    @Test
    void writingThatFailsLeavesNothingBeside() throws Exception {
        Files.createDirectories(results.resolve("headroom.json").resolve("in-the-way"));

        assertThrows(IOException.class, () -> new RunFolder(results).writeResult("x".getBytes(StandardCharsets.UTF_8)));
        assertEquals(List.of("headroom.json"), names());
    }

    @Test
    void folderWithoutAWorkloadHasNone() throws Exception {
        assertTrue(new RunFolder(results).workload().isEmpty());
    }

    private String found() throws IOException {
        return RunFolder.find(results, OURS, BEGUN)
                .map(folder -> folder.path().getFileName().toString())
                .orElse("nothing");
    }

    private void log(String folder, String simulation, long startMillis) throws IOException {
        header(simulation, startMillis).writeTo(results.resolve(folder));
    }

    private static BinaryLogWriter header(String simulation, long startMillis) {
        return new BinaryLogWriter().header("3.15.1", simulation, startMillis, "", 0, List.of("s"));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(results)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
