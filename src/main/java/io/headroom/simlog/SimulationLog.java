package io.headroom.simlog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A {@code simulation.log}, of any Gatling that writes it in binary: 3.13 and later. */
public final class SimulationLog {

    private static final byte[][] TEXT_STARTS = {bytes("RUN\t"), bytes("ASSERTION\t")};

    private SimulationLog() {}

    /**
     * Reads a log from start to end.
     *
     * @return in what state it was found
     * @throws IOException            when the file cannot be read
     * @throws UnreadableLogException when it is no such log
     */
    public static LogState read(Path file, LogListener listener) throws IOException, UnreadableLogException {
        if (startsAsText(file)) {
            throw new UnreadableLogException(file + " was written by Gatling 3.12 or earlier; 3.13 and later are read");
        }
        return BinaryLogReader.read(file, listener);
    }

    /** The header alone, or nothing when there is none (yet). */
    public static Optional<RunHeader> header(Path file) {
        HeaderOnly headerOnly = new HeaderOnly();
        try {
            var unused = read(file, headerOnly);
        } catch (Found | IOException | UnreadableLogException found) {
            // found, or there is none
        }
        return Optional.ofNullable(headerOnly.header);
    }

    private static boolean startsAsText(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(10);
            for (byte[] text : TEXT_STARTS) {
                if (start.length >= text.length && Arrays.equals(start, 0, text.length, text, 0, text.length)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    private static final class HeaderOnly implements LogListener {
        private RunHeader header;

        @Override
        public void run(RunHeader found) {
            header = found;
            throw new Found();
        }

        @Override
        public void request(
                List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message) {
            throw new IllegalStateException("a request before the header");
        }
    }

    /** Ends the reading once the header is known. */
    private static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Found() {
            super(null, null, false, false);
        }
    }
}
