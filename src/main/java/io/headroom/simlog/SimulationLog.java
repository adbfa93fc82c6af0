package io.headroom.simlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.Checksum;

/**
 * Reads a {@code simulation.log} of any Gatling since 3.4: text up to 3.12 ({@link TextLogReader}), binary from 3.13 ({@link
 * BinaryLogReader}); either may be compressed by gzip. Says of any other file what it is.
 */
public final class SimulationLog {

    /** Enough for most headers. */
    private static final int HEADER_BYTES = 1 << 12;

    private static final Checksum NO_CHECKSUM = new NoChecksum();

    private SimulationLog() {}

    /**
     * Reads a log from start to end.
     *
     * @return state in which the log was found
     * @throws IOException            when the file cannot be read
     * @throws UnreadableLogException when the file is not such a log; the message says what it is
     */
    public static LogState read(Path file, LogListener listener) throws IOException, UnreadableLogException {
        return read(file, listener, NO_CHECKSUM, LogBuffer.INITIAL_BYTES);
    }

    /**
     * Reads a log from start to end and computes a checksum of its bytes.
     *
     * @param checksum updated with every byte of a binary log, though not with all bytes after a damaged record; not updated for a
     *                 text log
     */
    public static LogState read(Path file, LogListener listener, Checksum checksum)
            throws IOException, UnreadableLogException {
        return read(file, listener, checksum, LogBuffer.INITIAL_BYTES);
    }

    private static LogState read(Path file, LogListener listener, Checksum checksum, int initialBytes)
            throws IOException, UnreadableLogException {
        byte[] start = LogBytes.start(file, TextLogReader.LONGEST_START);
        if (TextLogReader.isStart(start)) {
            return TextLogReader.read(file, listener);
        }
        if (BinaryLogReader.isStart(start)) {
            return BinaryLogReader.read(file, listener, checksum, initialBytes);
        }
        throw OtherFile.unreadable(file);
    }

    /**
     * Returns the length that a log had when Gatling wrote it, in bytes, also if gzip compressed it since.
     *
     * @throws UnreadableLogException when it was compressed and is damaged or cut off
     */
    public static long size(Path file) throws IOException, UnreadableLogException {
        return LogBytes.size(file);
    }

    /** Reads the header only; empty when the file has no header (yet). */
    public static Optional<RunHeader> header(Path file) {
        HeaderOnly headerOnly = new HeaderOnly();
        try {
            var unused = read(file, headerOnly, NO_CHECKSUM, HEADER_BYTES);
        } catch (HeaderFound | IOException | UnreadableLogException found) {
            // either the header was found, or there is none
        }
        return Optional.ofNullable(headerOnly.header);
    }

    private static final class HeaderOnly implements LogListener {
        private RunHeader header;

        @Override
        public void run(RunHeader found) {
            header = found;
            throw new HeaderFound();
        }

        @Override
        public void request(
                List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message) {
            throw new IllegalStateException("a request before the header");
        }
    }

    /** Used where nobody needs a checksum. */
    private static final class NoChecksum implements Checksum {
        @Override
        public void update(int b) {}

        @Override
        public void update(byte[] bytes, int from, int length) {}

        @Override
        public long getValue() {
            return 0;
        }

        @Override
        public void reset() {}
    }

    /** Ends the reading of the log once the header is known. */
    private static final class HeaderFound extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HeaderFound() {
            super(null, null, false, false);
        }
    }
}
