package io.headroom.export;

import io.headroom.run.IoReason;
import io.headroom.run.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A large file that appears only once it is complete. It is written under a temporary name and renamed at the end. The temporary file
 * is deleted whatever happens, also when the user stops the process.
 */
final class UnfinishedFile implements AutoCloseable {

    static final String INTERRUPTED = "interrupted";

    /** Limits how long the end of the process waits for the writer. */
    private static final int SHUTDOWN_SECONDS = 10;

    /**
     * Suffixes of the files to delete: the file itself, and the files that DuckDB creates beside it, which hold changes that are not yet in
     * it and what does not fit into memory.
     */
    private static final List<String> SUFFIXES = List.of("", ".wal", ".tmp");

    private final Path file;
    private final Path temporary;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread atShutdown = new Thread(this::abandon, "unfinished file");
    private volatile boolean abandoned;

    private UnfinishedFile(Path file) {
        this.file = file;
        this.temporary = WholeFile.temporary(file);
    }

    /** Prepares to write a file. */
    static UnfinishedFile of(Path file) throws ExportException {
        UnfinishedFile unfinished = new UnfinishedFile(file);
        unfinished.deleteLeft();
        Runtime.getRuntime().addShutdownHook(unfinished.atShutdown);
        return unfinished;
    }

    /** Returns the temporary file to write to. */
    Path temporary() {
        return temporary;
    }

    /** Returns whether the process is ending, so that the writer must stop. */
    boolean isAbandoned() {
        return abandoned;
    }

    /** Renames the temporary file to its final name, and replaces a file that has this name. */
    void finish() throws ExportException {
        if (abandoned) {
            throw new ExportException(INTERRUPTED);
        }
        try {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ExportException(IoReason.of(e), e);
        }
    }

    private void abandon() {
        abandoned = true;
        try {
            if (!closed.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
                delete();
            }
        } catch (InterruptedException | IOException e) {
            System.err.println("Not deleted: " + temporary + " (" + e.getMessage() + ")");
        }
    }

    /** Deletes what a process of the same number left that was killed; a link there must not be followed. */
    private void deleteLeft() throws ExportException {
        try {
            delete();
        } catch (IOException e) {
            throw new ExportException(temporary + " cannot be deleted: " + IoReason.of(e), e);
        }
    }

    private void delete() throws IOException {
        for (String suffix : SUFFIXES) {
            Path left = temporary.resolveSibling(temporary.getFileName() + suffix);
            if (Files.exists(left, LinkOption.NOFOLLOW_LINKS)) {
                try (Stream<Path> inside = Files.walk(left)) {
                    for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(each);
                    }
                }
            }
        }
    }

    @Override
    public void close() throws ExportException {
        try {
            deleteLeft();
        } finally {
            closed.countDown();
            forgetShutdown();
        }
    }

    private void forgetShutdown() {
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException underway) {
            // the hook is running, and has nothing more to do
        }
    }
}
