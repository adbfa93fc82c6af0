package io.headroom.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files so that a reader finds them whole or not at all. */
public final class WholeFile {

    private WholeFile() {}

    /**
     * Writes a file, and replaces one of the same kind.
     *
     * @param mark that a file has which may be replaced
     * @throws RefusedFileException if something else is there
     * @throws IOException          if it cannot be written; the message names it
     */
    public static void write(Path file, byte[] content, FileMark mark) throws IOException {
        try {
            OutputPlace.of(file, mark).write(content);
        } catch (RefusedFileException e) {
            throw new RefusedFileException(file + " was not written: " + e.getMessage());
        } catch (IOException e) {
            throw new IOException(file + " cannot be written: " + IoReason.of(e), e);
        }
    }

    /** Writes a temporary file beside the file, and then moves it to its name. */
    static void replace(Path file, byte[] content) throws IOException {
        Path temporary = temporary(file);
        try {
            Files.deleteIfExists(temporary); // of a process that was killed; a link there must not be followed
            Files.write(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Returns the name under which this process writes a file before it is whole. */
    public static Path temporary(Path file) {
        return file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    }
}
