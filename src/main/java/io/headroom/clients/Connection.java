package io.headroom.clients;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A connection between the coordinator and an injector. Several threads may send; only one may receive. The other side can hold up
 * neither: it has to send a whole message, and to take one, within a time.
 */
final class Connection implements AutoCloseable {

    /** Longest silence of the other side: 50 times the interval of beats. */
    static final Duration SILENCE = Duration.ofSeconds(5);

    /** Longest first message, in bytes: who it comes from is not known yet. */
    private static final int LONGEST_FIRST = 4096;

    /** Longest line that is read, in bytes, so that no peer can use up the memory. The histograms of a step take some 10 KB. */
    private static final int LONGEST = 4 << 20;

    /** Closes connections whose other side does not read: a socket has no deadline for writing. */
    private static final ScheduledThreadPoolExecutor WRITE_DEADLINES = deadlines();

    private final Socket socket;
    private final Duration silence;
    private final LineReader in;
    private final OutputStream out;
    private boolean introduced;

    /** @param silence how long {@link #receive} and {@link #send} wait */
    Connection(Socket socket, Duration silence) throws IOException {
        this.socket = socket;
        this.silence = silence;
        socket.setTcpNoDelay(true);
        in = new LineReader(socket, silence);
        out = socket.getOutputStream();
    }

    private static ScheduledThreadPoolExecutor deadlines() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "clients-write-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    synchronized void send(Message message) throws IOException {
        Future<?> deadline = WRITE_DEADLINES.schedule(this::close, silence.toMillis(), TimeUnit.MILLISECONDS);
        try {
            out.write((message.line() + "\n").getBytes(StandardCharsets.UTF_8));
        } finally {
            deadline.cancel(false);
        }
    }

    /**
     * Waits for the next message.
     *
     * @return the message; empty when the other side has hung up
     * @throws SocketTimeoutException   when the other side is silent for too long
     * @throws UnusableMessageException when it sends something that is not a message
     */
    Optional<Message> receive() throws IOException {
        Optional<String> line = in.line(introduced ? LONGEST : LONGEST_FIRST);
        introduced = true;
        if (line.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Message.of(line.get()));
        } catch (IllegalArgumentException e) {
            throw new UnusableMessageException("not a message of " + Message.PROTOCOL + ": " + e.getMessage());
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
