package io.headroom.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a run left behind. */
final class Results {

    private Results() {}

    /** The one run's folder in a results folder. */
    static Path runFolder(Path results) throws IOException {
        List<Path> folders = runFolders(results);
        if (folders.size() != 1) {
            throw new AssertionError("expected one run's folder, but found " + folders);
        }
        return folders.get(0);
    }

    static List<Path> runFolders(Path results) throws IOException {
        try (Stream<Path> children = Files.list(results)) {
            return children.filter(Files::isDirectory).toList();
        }
    }

    static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }
}
