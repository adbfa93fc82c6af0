package io.headroom.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A large file that is there whole or not at all: it is written under another name, which goes whatever happens, also when the
 * user stops the process.
 */
final class UnfinishedFile implements AutoCloseable {

    static final String INTERRUPTED = "interrupted";

    /** How long the end of the process waits for who writes. */
    private static final int PATIENCE_SECONDS = 10;

    /** What DuckDB puts beside its file: changes that are not yet in it, and what memory has no room for. */
    private static final List<String> BESIDE = List.of("", ".wal", ".tmp");

    private final Path file;
    private final Path temporary;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread atShutdown = new Thread(this::abandon, "unfinished file");
    private volatile boolean abandoned;

    private UnfinishedFile(Path file) {
        this.file = file;
        this.temporary = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    }

    /**
     * Where a file is to be.
     *
     * @throws ExportException when there can be none
     */
    static UnfinishedFile of(Path file) throws ExportException {
        Path absolute = file.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            throw new ExportException("it is a folder");
        }
        if (!Files.isDirectory(absolute.getParent())) {
            throw new ExportException("there is no folder " + absolute.getParent());
        }
        if (!Files.isWritable(absolute.getParent())) {
            throw new ExportException("nothing can be written into " + absolute.getParent());
        }
        UnfinishedFile unfinished = new UnfinishedFile(absolute);
        Runtime.getRuntime().addShutdownHook(unfinished.atShutdown);
        return unfinished;
    }

    /** Where to write until it is finished. */
    Path temporary() {
        return temporary;
    }

    /** Whether the process is ending: who writes is to stop. */
    boolean isAbandoned() {
        return abandoned;
    }

    /** Gives it its name, in place of one that has it. */
    void finish() throws ExportException {
        if (abandoned) {
            throw new ExportException(INTERRUPTED);
        }
        try {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ExportException(e.toString(), e);
        }
    }

    private void abandon() {
        abandoned = true;
        try {
            if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                delete();
            }
        } catch (InterruptedException | IOException e) {
            System.err.println("Not deleted: " + temporary + " (" + e.getMessage() + ")");
        }
    }

    private void delete() throws IOException {
        for (String ending : BESIDE) {
            Path left = temporary.resolveSibling(temporary.getFileName() + ending);
            if (Files.exists(left)) {
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
            delete();
        } catch (IOException e) {
            throw new ExportException(temporary + " is left, and cannot be deleted: " + e, e);
        } finally {
            closed.countDown();
            forgetShutdown();
        }
    }

    private void forgetShutdown() {
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException underway) {
            // it runs, and has nothing more to do
        }
    }
}
