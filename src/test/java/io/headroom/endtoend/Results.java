package io.headroom.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads what a run left in its results folder. */
public final class Results {

    private Results() {}

    /** Returns the folder of the only run in a results folder. */
    public static Path runFolder(Path results) throws IOException {
        List<Path> folders = runFolders(results);
        if (folders.size() != 1) {
            throw new AssertionError("expected one run's folder, but found " + folders);
        }
        return folders.get(0);
    }

    /** Returns the logs of all injectors of a run. */
    public static List<Path> logs(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            return files.filter(file -> file.endsWith("simulation.log"))
                    .sorted()
                    .toList();
        }
    }

    public static List<Path> runFolders(Path results) throws IOException {
        try (Stream<Path> children = Files.list(results)) {
            return children.filter(Files::isDirectory).toList();
        }
    }

    /** Asserts that {@code analyze --json} writes byte for byte what the run itself wrote. */
    public static void assertSameWhenAnalyzedAgain(Path run) throws IOException, InterruptedException {
        try (ForkedProcess json =
                ForkedProcess.headroom(run.getParent(), Map.of(), "analyze", "--json", run.toString())) {
            assertEquals(0, json.await(), json.output());
            assertEquals(
                    Files.readString(run.resolve("headroom.json")).strip(),
                    json.output().strip());
        }
    }

    public static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }
}
