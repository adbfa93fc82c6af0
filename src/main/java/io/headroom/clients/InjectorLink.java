package io.headroom.clients;

import io.headroom.load.InjectorSample;
import io.headroom.load.RecordedStep;
import io.headroom.load.Step;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * An injector's connection to its coordinator. Its daemon threads read what the coordinator sends, and send beats. When the coordinator
 * disappears, nothing is thrown: {@link #isDisconnected} says so.
 */
public final class InjectorLink implements AutoCloseable {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final long BEAT_MILLIS = 100;
    private static final int BEATS_PER_QUESTION = 10;
    private static final int FIRST_QUESTIONS = 10;

    /** Thrown when the coordinator refuses an injector. The message is the coordinator's reason. */
    public static final class RejectedException extends Exception {
        private static final long serialVersionUID = 1L;

        RejectedException(String reason) {
            super(reason);
        }
    }

    /**
     * An order of the coordinator.
     *
     * @param message {@link Message.Begin} or {@link Message.End}
     * @param nanos   when it was received, on {@link System#nanoTime}
     */
    private record ReceivedOrder(Message message, long nanos) {}

    private final Connection connection;
    private final String run;
    private final ClockOffset offset = new ClockOffset();
    private final AtomicReference<Optional<ReceivedOrder>> order = new AtomicReference<>(Optional.empty());
    private volatile Optional<Supplier<Message.Beat>> beats = Optional.empty();
    private volatile int filledStep; // steps are numbered from 1
    private volatile int stoppedStep;
    private volatile boolean disconnected;

    private InjectorLink(Connection connection, String run) {
        this.connection = connection;
        this.run = run;
    }

    /**
     * Connects to the coordinator and takes part in its run.
     *
     * @param client      number of the injector's client, from 1
     * @param count       number of clients of the run
     * @param fingerprint of the injector's workload
     * @param search      fingerprint of the search alone
     * @param patience    how long to wait for a coordinator that cannot be reached
     * @throws IOException       when the coordinator cannot be reached; the message says where
     * @throws RejectedException when the coordinator refuses this injector
     */
    public static InjectorLink join(
            InetSocketAddress coordinator, int client, int count, String fingerprint, String search, Duration patience)
            throws IOException, RejectedException {
        Connection connection = new Connection(connect(coordinator, patience), Connection.SILENCE);
        connection.send(new Message.Join(Message.PROTOCOL, client, count, fingerprint, search));
        Message answer = connection
                .receive()
                .orElseThrow(() -> new IOException("the coordinator at " + description(coordinator) + " hung up"));
        if (answer instanceof Message.Rejected refused) {
            connection.close();
            throw new RejectedException(refused.reason());
        }
        if (!(answer instanceof Message.Welcome welcome)) {
            connection.close();
            throw new IOException("the coordinator at " + description(coordinator) + " answered " + answer.line());
        }
        InjectorLink link = new InjectorLink(connection, welcome.run());
        link.measureOffset();
        daemon("coordinated", link::receiveAll);
        daemon("coordinated-beats", link::beat);
        return link;
    }

    private static Socket connect(InetSocketAddress coordinator, Duration patience) throws IOException {
        long start = System.nanoTime();
        while (true) {
            Socket socket = new Socket();
            try {
                // resolved at every try, because the name may be registered later than this process starts
                socket.connect(
                        new InetSocketAddress(coordinator.getHostString(), coordinator.getPort()),
                        Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
                return socket;
            } catch (IOException e) {
                socket.close();
                if (System.nanoTime() - start > patience.toNanos()) {
                    throw new IOException(
                            "no coordinator at " + description(coordinator) + " (headroom.clients.coordinator) for "
                                    + patience.toSeconds() + " s: " + e,
                            e);
                }
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
    }

    private static String description(InetSocketAddress coordinator) {
        return coordinator.getHostString() + ":" + coordinator.getPort();
    }

    private void measureOffset() throws IOException {
        for (int i = 0; i < FIRST_QUESTIONS; i++) {
            connection.send(new Message.AskTime(WallClock.millis()));
            if (connection.receive().orElse(null) instanceof Message.Time answer) {
                offset.add(answer.injectorMillis(), answer.coordinatorMillis(), WallClock.millis());
            }
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns the id of the run. */
    public String run() {
        return run;
    }

    /** Returns the coordinator's clock minus this machine's, in milliseconds. */
    public double clockOffsetMillis() {
        return offset.millis();
    }

    /** Returns the maximum error of the offset, in milliseconds. */
    public double clockErrorMillis() {
        return offset.errorMillis();
    }

    /**
     * Tells the coordinator that this injector can start, and from now on many times a second how far it has got.
     *
     * @param runStartEpochMillis start of this injector's run on its own clock, milliseconds since 1970
     * @param progress            supplies how far it has got; called by another thread
     */
    public void ready(long runStartEpochMillis, Supplier<Message.Beat> progress) {
        beats = Optional.of(progress);
        double offsetMillis = clockOffsetMillis();
        send(new Message.Ready(runStartEpochMillis + offsetMillis, offsetMillis));
    }

    /** Sends beats and, less often, questions. These and their answers also show each side that the other is alive. */
    private void beat() {
        for (int i = 0; !disconnected; i++) {
            if (i % BEATS_PER_QUESTION == 0) {
                send(new Message.AskTime(WallClock.millis()));
            }
            beats.map(Supplier::get).ifPresent(this::send);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS));
        }
    }

    /**
     * Returns the coordinator's next order, once.
     *
     * @return {@link Message.Begin} or {@link Message.End}; empty as long as there is none
     */
    public Optional<Message> order() {
        return order.getAndSet(Optional.empty())
                .map(received -> received.message() instanceof Message.Begin begin
                        ? begin.startingIn(millisToStart(begin, received.nanos()))
                        : received.message());
    }

    /** Subtracts half of the shortest round trip, which is the maximum error of the offset, and the time since the order was received. */
    private double millisToStart(Message.Begin begin, long receivedNanos) {
        double underWay = Double.isInfinite(offset.errorMillis()) ? 0 : offset.errorMillis();
        return begin.startsInMillis() - underWay - (System.nanoTime() - receivedNanos) / 1e6;
    }

    /** Returns whether the coordinator said that the service's queues are full in that step. */
    public boolean isFilled(int step) {
        return filledStep == step;
    }

    /** Returns whether the coordinator ended that step. */
    public boolean isStopped(int step) {
        return stoppedStep == step;
    }

    /** Returns whether the connection to the coordinator has ended. */
    public boolean isDisconnected() {
        return disconnected;
    }

    /** Reports a step that this injector has finished. */
    public void done(Step step, RecordedStep recorded, InjectorSample sample) {
        send(Message.Done.of(step, recorded, sample));
    }

    /** Tells the coordinator that this injector takes part no more, and closes the connection. */
    public void disconnect(String reason) {
        send(new Message.Disconnect(reason));
        close();
    }

    @Override
    public void close() {
        disconnected = true;
        connection.close();
    }

    private void send(Message message) {
        try {
            connection.send(message);
        } catch (IOException e) {
            disconnected = true;
        }
    }

    private void receiveAll() {
        try {
            Optional<Message> message = connection.receive();
            while (message.isPresent()) {
                received(message.get());
                message = connection.receive();
            }
        } catch (IOException e) {
            // treated like a coordinator that has hung up
        }
        disconnected = true;
    }

    private void received(Message message) {
        if (message instanceof Message.Begin || message instanceof Message.End) {
            order.set(Optional.of(new ReceivedOrder(message, System.nanoTime())));
        } else if (message instanceof Message.Time answer) {
            offset.add(answer.injectorMillis(), answer.coordinatorMillis(), WallClock.millis());
        } else if (message instanceof Message.Filled filled) {
            filledStep = filled.step();
        } else if (message instanceof Message.Stop stop) {
            stoppedStep = stop.step();
        }
    }
}
