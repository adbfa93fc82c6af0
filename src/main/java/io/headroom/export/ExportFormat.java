package io.headroom.export;

import io.headroom.run.FileMark;
import io.headroom.run.RefusedFileException;
import io.headroom.runlog.ReadingProgress;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats of a file of records. The extension of the file name selects the format. */
public enum ExportFormat {
    /** Comma-separated values, for programs that read tables. */
    CSV(".csv") {
        @Override
        void requireUsable(Path file) {
            // needs no library
        }

        @Override
        FileMark mark() {
            return CsvRequests.MARK;
        }

        @Override
        void requireStreamable() {
            // rows come one after the other
        }

        @Override
        void write(RunRecords records, UnfinishedFile file, ReadingProgress progress)
                throws IOException, UnreadableLogException, ExportException {
            CsvRequests.write(records, file, progress);
        }
    },
    /** A database in a file, for DuckDB. */
    DUCKDB(".duckdb") {
        @Override
        void requireUsable(Path file) throws RefusedFileException {
            DuckDbDriver.require();
            Path changes = file.resolveSibling(file.getFileName() + ".wal");
            if (Files.exists(changes)) {
                throw new RefusedFileException(
                        changes + " holds changes to it: another program has it open, or did not close it");
            }
        }

        @Override
        FileMark mark() {
            return DuckDbFile.MARK;
        }

        @Override
        void requireStreamable() throws RefusedFileException {
            throw new RefusedFileException("a database can only be written into a file, not to a device or a pipe");
        }

        @Override
        void write(RunRecords records, UnfinishedFile file, ReadingProgress progress)
                throws IOException, UnreadableLogException, ExportException {
            DuckDbFile.write(records, file, progress);
        }
    };

    private final String extension;

    ExportFormat(String extension) {
        this.extension = extension;
    }

    /** Returns the format that the extension of a file name selects; empty if it selects none. */
    public static Optional<ExportFormat> of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> name.endsWith(format.extension))
                .findFirst();
    }

    /** Returns all extensions for a message: {@code .csv or .duckdb}. */
    public static String extensions() {
        return Arrays.stream(values()).map(format -> format.extension).collect(Collectors.joining(" or "));
    }

    /**
     * Checks that a file can be written in this format, before time is spent on reading a large log.
     *
     * @throws RefusedFileException if it cannot be written
     */
    abstract void requireUsable(Path file) throws RefusedFileException;

    /** Returns the mark of files in this format, which may be replaced. */
    abstract FileMark mark();

    /**
     * Checks that records in this format can be written to a device or a pipe.
     *
     * @throws RefusedFileException if they cannot
     */
    abstract void requireStreamable() throws RefusedFileException;

    /**
     * Writes the records of a run into a file.
     *
     * @throws IOException            if a log cannot be read
     * @throws UnreadableLogException if a file is no longer a log
     * @throws ExportException        if the file cannot be written
     */
    abstract void write(RunRecords records, UnfinishedFile file, ReadingProgress progress)
            throws IOException, UnreadableLogException, ExportException;
}
