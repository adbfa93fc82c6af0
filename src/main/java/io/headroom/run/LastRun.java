package io.headroom.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The run that was made last: its simulation names it in a file beside the runs, for a gate to find it. */
public final class LastRun {

    private static final String FILE = "last-run.txt";

    private LastRun() {}

    /** Where it is named. */
    public static Path file(Path resultsFolder) {
        return resultsFolder.resolve(FILE);
    }

    /** Names a run. */
    public static void write(Path resultsFolder, RunFolder run) throws IOException {
        String name = run.path().getFileName() + "\n";
        WholeFile.write(file(resultsFolder), name.getBytes(StandardCharsets.UTF_8));
    }

    /** Names none: the run that begins may end before it can be named, and an older one must not be taken for it. */
    public static void forget(Path resultsFolder) throws IOException {
        Files.deleteIfExists(file(resultsFolder));
    }

    /** Its folder, if there is one. */
    public static Optional<Path> read(Path resultsFolder) throws IOException {
        Path file = file(resultsFolder);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(resultsFolder.resolve(Files.readString(file).strip()))
                .filter(Files::isDirectory);
    }
}
