package io.headroom.run;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Represents {@code heartbeat} in an injector's folder: the progress of the injector, written many times a second. The file is
 * mapped into memory, so that the last progress is there however the process ends.
 *
 * <p>The file is one line of ASCII: the four numbers below, padded with zeros to 15, 15, 15 and 8 digits, separated by blanks. It
 * has a fixed length of 64 bytes; the rest is filled with zero bytes.
 *
 * @param epochMillis time of writing, milliseconds since 1970 by the injector's own clock
 * @param sent        scoring requests sent, the smoke call among them
 * @param answered    sent requests that were answered, failed, or timed out
 * @param step        number of the running step; 0 before the first
 */
public record Heartbeat(long epochMillis, long sent, long answered, int step) {

    /** Name of the file. */
    public static final String NAME = "heartbeat";

    private static final int LENGTH = 64;
    private static final Pattern LINE = Pattern.compile("(\\d{15}) (\\d{15}) (\\d{15}) (\\d{8})\n");

    /** Writes the progress of an injector. For use by one thread. */
    public static final class Pulse {

        private final MappedByteBuffer file;

        private Pulse(MappedByteBuffer file) {
            this.file = file;
        }

        /** Writes the progress in place of the one before. */
        public void beat(Heartbeat heartbeat) {
            file.put(0, heartbeat.line());
        }
    }

    /** Creates the file, with no progress in it yet. */
    public static Pulse begin(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Pulse(channel.map(FileChannel.MapMode.READ_WRITE, 0, LENGTH));
        }
    }

    /**
     * Reads the last progress. Returns nothing when none was written, or the process was killed while it wrote.
     *
     * @throws IOException when the file is there but cannot be read; the message names it
     */
    public static Optional<Heartbeat> last(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Matcher line = LINE.matcher(SmallFile.text(file, LENGTH).replace("\0", ""));
        return line.matches()
                ? Optional.of(new Heartbeat(
                        Long.parseLong(line.group(1)),
                        Long.parseLong(line.group(2)),
                        Long.parseLong(line.group(3)),
                        Integer.parseInt(line.group(4))))
                : Optional.empty();
    }

    private byte[] line() {
        return String.format(Locale.ROOT, "%015d %015d %015d %08d\n", epochMillis, sent, answered, step)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
