package io.headroom.clients;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reads lines from a socket. A whole line must arrive in time: one byte now and then does not count as a sign of life. */
final class LineReader {

    private static final int CHUNK = 8192;

    private final Socket socket;
    private final InputStream in;
    private final long silenceNanos;
    private final byte[] chunk = new byte[CHUNK];
    private int used;
    private int filled;

    /** @param silence the longest time from the wait for a line to its end */
    LineReader(Socket socket, Duration silence) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.silenceNanos = silence.toNanos();
    }

    /**
     * Waits for the next line.
     *
     * @param longest the most bytes that it may have
     * @return the line without its line feed; empty when the other side has hung up, also within a line
     * @throws SocketTimeoutException   when the line does not end in time
     * @throws UnusableMessageException when it is too long, or not UTF-8
     */
    Optional<String> line(int longest) throws IOException {
        long deadlineNanos = System.nanoTime() + silenceNanos;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (used == filled && !fill(deadlineNanos)) {
                return Optional.empty();
            }
            int end = used;
            while (end < filled && chunk[end] != '\n') {
                end++;
            }
            if (line.size() + end - used > longest) {
                throw new UnusableMessageException("a message of more than " + longest + " bytes");
            }
            line.write(chunk, used, end - used);
            boolean complete = end < filled;
            used = complete ? end + 1 : end;
            if (complete) {
                return Optional.of(text(line));
            }
        }
    }

    private boolean fill(long deadlineNanos) throws IOException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
        if (left <= 0) {
            throw silent();
        }
        socket.setSoTimeout(Math.toIntExact(left));
        used = 0;
        filled = 0;
        try {
            filled = Math.max(0, in.read(chunk));
        } catch (SocketTimeoutException e) {
            throw silent();
        }
        return filled > 0;
    }

    private SocketTimeoutException silent() {
        return new SocketTimeoutException("no whole message in " + TimeUnit.NANOSECONDS.toMillis(silenceNanos) + " ms");
    }

    private static String text(ByteArrayOutputStream line) throws UnusableMessageException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnusableMessageException("a message that is not UTF-8");
        }
    }
}
