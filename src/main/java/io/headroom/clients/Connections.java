package io.headroom.clients;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Accepts the connections of injectors and reads each of them on a daemon thread of its own. */
final class Connections implements AutoCloseable {

    /** Receives what the injectors send. The messages of each injector arrive on a thread of their own. */
    interface Handler {

        /**
         * Called when an injector wants to take part.
         *
         * @return the answer, {@link Message.Welcome} or {@link Message.Rejected}
         */
        Message join(Message.Join join, Connection connection);

        /**
         * Called for every further message of an injector that was welcomed.
         *
         * @throws RuntimeException when the message cannot be used; the injector is disconnected
         */
        void received(int client, Message message);

        /** Called once when the connection of an injector that was welcomed has ended. */
        void disconnected(int client, String reason);

        /** Called when no more connections can be accepted. */
        void failed(Throwable cause);
    }

    /** An injector that takes part, and the answer to its request. */
    private record Admitted(int client, Message.Welcome welcome) {}

    /** Most connections at a time that have not joined, so that strangers use up neither threads nor file descriptors. */
    private static final int MOST_STRANGERS = 64;

    /** Pause after a connection that could not be accepted: without file descriptors the next one cannot be, either. */
    private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

    private final ServerSocket server;
    private final Duration silence;
    private final Semaphore strangers = new Semaphore(MOST_STRANGERS);
    private final Map<Integer, Connection> byClient = new TreeMap<>();
    private final Set<Integer> open = new TreeSet<>();

    /** @param server a port that is open */
    Connections(ServerSocket server, Duration silence) {
        this.server = server;
        this.silence = silence;
    }

    /**
     * Opens a port. Connections are not accepted before {@link #accept}.
     *
     * @param address to listen on; port 0 for any free one
     * @param silence how long a connection may be silent
     * @throws IOException when the address cannot be used
     */
    static Connections listen(InetSocketAddress address, Duration silence) throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(address);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        return new Connections(server, silence);
    }

    /** Starts to accept connections. */
    void accept(Handler handler) {
        daemon("coordinator", () -> acceptAll(handler));
    }

    int port() {
        return server.getLocalPort();
    }

    /** Adds the connection of a client, so that messages can be sent to it. */
    synchronized void add(int client, Connection connection) {
        byClient.put(client, connection);
        open.add(client);
    }

    /** Sends a message. A connection that fails is closed, and reported by the thread that reads it. */
    void send(int client, Message message) {
        connection(client).ifPresent(connection -> {
            try {
                connection.send(message);
            } catch (IOException e) {
                connection.close();
            }
        });
    }

    /** Closes the connection of a client, if it has one. */
    void close(int client) {
        connection(client).ifPresent(Connection::close);
    }

    private synchronized Optional<Connection> connection(int client) {
        return Optional.ofNullable(byClient.get(client));
    }

    private void acceptAll(Handler handler) {
        try {
            while (!server.isClosed()) {
                acceptNext(handler);
            }
        } catch (RuntimeException | Error e) {
            handler.failed(e);
        }
    }

    private void acceptNext(Handler handler) {
        try {
            Socket socket = server.accept();
            if (strangers.tryAcquire()) {
                daemon("coordinator-injector", () -> serve(socket, handler));
            } else {
                socket.close();
            }
        } catch (IOException e) {
            // the server is closed, this injector hung up at once, or there are too many open files
            LockSupport.parkNanos(AFTER_FAILURE.toNanos());
        }
    }

    private void serve(Socket socket, Handler handler) {
        try (socket) {
            Connection connection = new Connection(socket, silence);
            Optional<Admitted> injector = introduced(connection, handler);
            if (injector.isPresent()) {
                converseWith(injector.get(), connection, handler);
            }
        } catch (IOException e) {
            // the socket ended before its first message, or cannot be closed; either way nobody uses it
        }
    }

    private Optional<Admitted> introduced(Connection connection, Handler handler) throws IOException {
        try {
            return admitted(connection, handler);
        } finally {
            strangers.release();
        }
    }

    /**
     * Receives the first message, and sends the refusal to an injector that is not welcome. Returns nothing for anybody but an injector
     * of this run, which does not wait for others.
     *
     * @throws IOException when the connection is lost
     */
    private static Optional<Admitted> admitted(Connection connection, Handler handler) throws IOException {
        if (!(connection.receive().orElse(null) instanceof Message.Join join)) {
            return Optional.empty();
        }
        Message answer;
        try {
            answer = handler.join(join, connection);
        } catch (RuntimeException e) { // the request cannot be used
            return Optional.empty();
        }
        if (answer instanceof Message.Welcome welcome) {
            return Optional.of(new Admitted(join.client(), welcome));
        }
        connection.send(answer);
        return Optional.empty();
    }

    private void converseWith(Admitted injector, Connection connection, Handler handler) {
        String reason = converse(injector.client(), connection, injector.welcome(), handler);
        try {
            handler.disconnected(injector.client(), reason);
        } finally {
            remove(injector.client());
        }
    }

    /** Answers an injector until the connection ends, and returns the reason of the end. */
    private static String converse(int client, Connection connection, Message.Welcome welcome, Handler handler) {
        try {
            connection.send(welcome);
            return receiveAll(client, connection, handler);
        } catch (SocketTimeoutException e) {
            return "connection lost: it was silent, " + e.getMessage();
        } catch (UnusableMessageException | IllegalArgumentException e) {
            return "it sent a message that cannot be used: " + e.getMessage();
        } catch (IOException e) {
            return "connection lost: " + e.getMessage();
        } catch (RuntimeException | Error e) { // of any kind: the run must not wait for this injector
            return "its message cannot be used: " + e.getClass().getSimpleName();
        }
    }

    private static String receiveAll(int client, Connection connection, Handler handler) throws IOException {
        while (true) {
            Optional<Message> message = connection.receive();
            if (message.isEmpty()) {
                return "it hung up";
            }
            if (message.get() instanceof Message.Disconnect disconnect) {
                return disconnect.reason();
            }
            if (message.get() instanceof Message.AskTime question) {
                connection.send(new Message.Time(question.injectorMillis(), WallClock.millis()));
            } else {
                handler.received(client, message.get());
            }
        }
    }

    private synchronized void remove(int client) {
        open.remove(client);
        notifyAll();
    }

    /**
     * Waits until all injectors have hung up. Closing a connection while its other end still sends can discard the messages that
     * were sent last, here the end of the run.
     */
    synchronized void awaitDisconnected(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            for (long left = longest.toMillis(); !open.isEmpty() && left > 0; left = millisUntil(end)) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long millisUntil(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime());
    }

    /** Stops accepting connections. */
    void stopAccepting() {
        try {
            server.close();
        } catch (IOException e) {
            // it accepts nothing either way
        }
    }

    @Override
    public synchronized void close() {
        stopAccepting();
        byClient.values().forEach(Connection::close);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
