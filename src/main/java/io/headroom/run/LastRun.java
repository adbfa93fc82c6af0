package io.headroom.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Names the last run that measured something in a file beside the runs, for {@code analyze --last} and {@code gate --last}. */
public final class LastRun {

    private static final String FILE = "last-run.txt";

    private LastRun() {}

    /** Returns the file that holds the name. */
    public static Path file(Path resultsFolder) {
        return resultsFolder.resolve(FILE);
    }

    /** Writes the name of a run. */
    public static void write(Path resultsFolder, RunFolder run) throws IOException {
        String name = run.path().getFileName() + "\n";
        WholeFile.write(file(resultsFolder), name.getBytes(StandardCharsets.UTF_8));
    }

    /** Deletes the name. A run that begins may end before it can be named, and no older run must be taken for it. */
    public static void forget(Path resultsFolder) throws IOException {
        Files.deleteIfExists(file(resultsFolder));
    }

    /** Returns the folder of the last run, if there is one. */
    public static Optional<Path> read(Path resultsFolder) throws IOException {
        Path file = file(resultsFolder);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(resultsFolder.resolve(Files.readString(file).strip()))
                .filter(Files::isDirectory);
    }
}
