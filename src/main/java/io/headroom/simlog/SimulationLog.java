package io.headroom.simlog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.Checksum;

/** A {@code simulation.log}, of any Gatling since 3.4: in text up to 3.12, in binary from 3.13. */
public final class SimulationLog {

    /** Most headers fit. */
    private static final int HEADER_BYTES = 1 << 12;

    private static final Checksum NO_SUM = new NoSum();

    private SimulationLog() {}

    /**
     * Reads a log from start to end.
     *
     * @return in what state it was found
     * @throws IOException            when the file cannot be read
     * @throws UnreadableLogException when it is no such log
     */
    public static LogState read(Path file, LogListener listener) throws IOException, UnreadableLogException {
        return read(file, listener, NO_SUM, LogBuffer.WHOLE);
    }

    /**
     * The same, and a sum over all its bytes.
     *
     * @param sum is told every byte of a log in binary; where the log is damaged, those behind are not all read. Nothing of a log in
     *            text
     */
    public static LogState read(Path file, LogListener listener, Checksum sum)
            throws IOException, UnreadableLogException {
        return read(file, listener, sum, LogBuffer.WHOLE);
    }

    private static LogState read(Path file, LogListener listener, Checksum sum, int initial)
            throws IOException, UnreadableLogException {
        return startsAsText(file)
                ? TextLogReader.read(file, listener)
                : BinaryLogReader.read(file, listener, sum, initial);
    }

    /** The header alone, or nothing when there is none (yet). */
    public static Optional<RunHeader> header(Path file) {
        HeaderOnly headerOnly = new HeaderOnly();
        try {
            var unused = read(file, headerOnly, NO_SUM, HEADER_BYTES);
        } catch (HeaderFound | IOException | UnreadableLogException found) {
            // found, or there is none
        }
        return Optional.ofNullable(headerOnly.header);
    }

    private static boolean startsAsText(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return TextLogReader.isStart(in.readNBytes(TextLogReader.LONGEST_START));
        }
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

    /** Where nobody wants one. */
    private static final class NoSum implements Checksum {
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

    /** Ends the reading once the header is known. */
    private static final class HeaderFound extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HeaderFound() {
            super(null, null, false, false);
        }
    }
}
