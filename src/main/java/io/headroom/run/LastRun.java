package io.headroom.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names the last run that measured something in a file beside the runs, for {@code analyze --last} and {@code gate --last}. */
public final class LastRun {

    private static final String FILE = "last-run.txt";

    /** Longer than the name of any folder. */
    private static final int LONGEST = 1024;

    /** The file holds one line, which is the name of a folder; the run itself may be gone. */
    private static final FileMark MARK = new FileMark("the name of a run", LastRun::isOurs);

    /** Matches the names that Gatling and {@code clients} give the folders of runs: without blanks. */
    private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}/\\\\]+");

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

    /**
     * Deletes the name. A run that begins may end before it can be named, and no older run must be taken for it.
     *
     * @throws RefusedFileException if the file holds anything else
     */
    public static void forget(Path resultsFolder) throws IOException {
        Path file = file(resultsFolder);
        if (!MARK.isReplaceable(file)) {
            throw new RefusedFileException("it is not " + MARK.what() + "; move it away");
        }
        Files.deleteIfExists(file);
    }

    private static boolean isOurs(Path file) throws IOException {
        return Files.size(file) <= LONGEST
                && isName(SmallFile.text(file, LONGEST).strip());
    }

    private static boolean isName(String text) {
        return NAME.matcher(text).matches();
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
        if (!isName(name)) {
            throw new IOException(file + " does not hold the name of a run's folder; name the folder itself");
        }
        return Optional.of(resultsFolder.resolve(name)).filter(Files::isDirectory);
    }
}
