package io.headroom.clients;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A connection between the coordinator and an injector. Several threads may send; only one may receive. */
final class Connection implements AutoCloseable {

    /** Longest silence of the other side: 50 times the interval of beats. */
    static final Duration SILENCE = Duration.ofSeconds(5);

    /** Longest line that is read, so that no peer can use up the memory. The histograms of a step take some 10 KB. */
    private static final int MAXIMUM_LENGTH = 4 << 20;

    private final Socket socket;
    private final BufferedReader in;
    private final Writer out;

    /** @param silence how long {@link #receive} waits */
    Connection(Socket socket, Duration silence) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(Math.toIntExact(silence.toMillis()));
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out = new BufferedWriter(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
    }

    synchronized void send(Message message) throws IOException {
        out.write(message.line());
        out.write('\n');
        out.flush();
    }

    /**
     * Waits for the next message.
     *
     * @return the message; empty when the other side has hung up
     * @throws IOException when the other side is silent for too long, or sends something that is not a message
     */
    Optional<Message> receive() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return Optional.empty();
            }
            if (line.length() == MAXIMUM_LENGTH) {
                throw new IOException("a message of more than " + MAXIMUM_LENGTH + " characters");
            }
            line.append((char) next);
        }
        try {
            return Optional.of(Message.of(line.toString()));
        } catch (IllegalArgumentException e) {
            throw new IOException("not a message of " + Message.PROTOCOL + ": " + e.getMessage(), e);
        }
    }

    /** Returns the address and port of the other side. */
    String address() {
        return socket.getRemoteSocketAddress().toString().replaceFirst("^.*/", "");
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // nobody uses it after this
        }
    }
}
