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

    private static final String SIMULATION = "io.headroom.simulation.SingleClientSimulation";
    private static final String OURS = "conductor 0a1b2c3d";
    private static final String OTHERS = "conductor 4e5f6071";

    @TempDir
    private Path results;

    @Test
    void runIsFoundByTheScenarioThatOnlyItHas() throws Exception {
        log("a", OTHERS);
        log("b", OURS);

        assertEquals("b", found());
    }

    @Test
    void othersAreLeftAlone() throws Exception {
        log("of-another-run", OTHERS);
        Files.createDirectories(results.resolve("without-a-log"));
        Files.writeString(results.resolve("simulation.log"), "a file beside the folders");
        Path notFlushed = Files.createDirectories(results.resolve("not-flushed"));
        Files.createFile(notFlushed.resolve("simulation.log"));
        Path noLog = Files.createDirectories(results.resolve("no-log"));
        Files.writeString(noLog.resolve("simulation.log"), "RUN\t" + SIMULATION);
        Path half = Files.createDirectories(results.resolve("half-a-header"));
        byte[] header = header(OURS).bytes();
        Files.write(half.resolve("simulation.log"), Arrays.copyOf(header, header.length - 1));

        assertEquals("nothing", found());
        log("ours", OURS);
        assertEquals("ours", found());
    }

    @Test
    void resultsFolderThatIsNotThereHoldsNoRun() throws Exception {
        assertEquals(Optional.empty(), RunFolder.find(results.resolve("nowhere"), OURS));
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
        return RunFolder.find(results, OURS)
                .map(folder -> folder.path().getFileName().toString())
                .orElse("nothing");
    }

    private void log(String folder, String scenario) throws IOException {
        header(scenario).writeTo(results.resolve(folder));
    }

    private static BinaryLogWriter header(String scenario) {
        return new BinaryLogWriter().header("3.15.1", SIMULATION, 1_000, "", 0, List.of(scenario, "callers"));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(results)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
