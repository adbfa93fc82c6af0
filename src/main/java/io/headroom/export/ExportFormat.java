package io.headroom.export;

import io.headroom.runlog.ReadingProgress;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a file of records can be; its ending says which. */
public enum ExportFormat {
    /** Comma-separated values, for everything that reads tables. */
    CSV(".csv") {
        @Override
        void requireUsable(Path file) {
            // Java is enough
        }

        @Override
        void write(RunRecords records, UnfinishedFile file, ReadingProgress progress)
                throws IOException, UnreadableLogException, ExportException {
            CsvRequests.write(records, file, progress);
        }
    },
    /** A database in a file, to be opened with DuckDB. */
    DUCKDB(".duckdb") {
        @Override
        void requireUsable(Path file) throws ExportException {
            DuckDbDriver.require();
            Path changes = file.resolveSibling(file.getFileName() + ".wal");
            if (Files.exists(changes)) {
                throw new ExportException(
                        changes + " holds changes to it: another program has it open, or did not close it");
            }
        }

        @Override
        void write(RunRecords records, UnfinishedFile file, ReadingProgress progress)
                throws IOException, UnreadableLogException, ExportException {
            DuckDbFile.write(records, file, progress);
        }
    };

    private final String ending;

    ExportFormat(String ending) {
        this.ending = ending;
    }

    /** The format of a file of that name, if it has one. */
    public static Optional<ExportFormat> of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> name.endsWith(format.ending))
                .findFirst();
    }

    /** For a message: {@code .csv or .duckdb}. */
    public static String endings() {
        return Arrays.stream(values()).map(format -> format.ending).collect(Collectors.joining(" or "));
    }

    /**
     * Looks whether such a file can be written, before a large log is read in vain.
     *
     * @throws ExportException when it cannot
     */
    abstract void requireUsable(Path file) throws ExportException;

    /**
     * Writes the records.
     *
     * @throws IOException            when a log cannot be read
     * @throws UnreadableLogException when a log is none any more
     * @throws ExportException        when they cannot be written
     */
    abstract void write(RunRecords records, UnfinishedFile file, ReadingProgress progress)
            throws IOException, UnreadableLogException, ExportException;
}
