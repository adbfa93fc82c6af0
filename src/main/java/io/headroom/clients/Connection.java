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

/** A connection between coordinator and injector. Several threads may send; one receives. */
final class Connection implements AutoCloseable {

    /** Beats come ten times a second: whoever is silent for so long is lost. */
    static final Duration SILENCE = Duration.ofSeconds(5);

    /** Far longer than any message; the histograms of a step take some 10 KB. */
    private static final int LONGEST = 4 << 20;

    private final Socket socket;
    private final BufferedReader in;
    private final Writer out;

    Connection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(Math.toIntExact(SILENCE.toMillis()));
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out = new BufferedWriter(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
    }

    synchronized void send(Message message) throws IOException {
        out.write(message.line());
        out.write('\n');
        out.flush();
    }

    /**
     * The next message; nothing when the other side has hung up.
     *
     * @throws IOException when the other side is silent for too long, or says what is no message
     */
    Optional<Message> receive() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return Optional.empty();
            }
            if (line.length() == LONGEST) {
                throw new IOException("a message of more than " + LONGEST + " characters");
            }
            line.append((char) next);
        }
        try {
            return Optional.of(Message.of(line.toString()));
        } catch (IllegalArgumentException e) {
            throw new IOException("no message of " + Message.LANGUAGE + ": " + e.getMessage(), e);
        }
    }

    /** Where the other side is. */
    String address() {
        return socket.getRemoteSocketAddress().toString().replaceFirst("^.*/", "");
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no use any more
        }
    }
}
