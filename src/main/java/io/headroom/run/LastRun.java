package io.headroom.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Names the last run that measured something in a file beside the runs, for {@code analyze --last} and {@code gate --last}. */
public final class LastRun {

    private static final String FILE = "last-run.txt";

    /** Longer than the name of any folder. */
    private static final int LONGEST = 1024;

    /** The file holds one name. */
    private static final FileMark MARK = new FileMark("the name of a run", file -> Files.size(file) <= LONGEST);

    private LastRun() {}

    /** Returns the file that holds the name. */
    public static Path file(Path resultsFolder) {
        return resultsFolder.resolve(FILE);
    }

    /** Writes the name of a run. */
    public static void write(Path resultsFolder, RunFolder run) throws IOException {
        String name = run.path().getFileName() + "\n";
        WholeFile.write(file(resultsFolder), name.getBytes(StandardCharsets.UTF_8), MARK);
    }

    /** Deletes the name. A run that begins may end before it can be named, and no older run must be taken for it. */
    public static void forget(Path resultsFolder) throws IOException {
        Path file = file(resultsFolder);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new RefusedFileException("it is no file");
        }
        Files.deleteIfExists(file);
    }

    /**
     * Returns the folder of the last run, if there is one.
     *
     * @throws IOException when the file cannot be used; the message names it
     */
    public static Optional<Path> read(Path resultsFolder) throws IOException {
        Path file = file(resultsFolder);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String name = SmallFile.text(file, LONGEST).strip();
        if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
            throw new IOException(file + " does not hold the name of a run's folder; name the folder itself");
        }
        return Optional.of(resultsFolder.resolve(name)).filter(Files::isDirectory);
    }
}
