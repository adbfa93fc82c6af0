package io.headroom.clients;

import io.headroom.console.InternalFailure;
import io.headroom.load.InjectorSample;
import io.headroom.load.RecordedStep;
import io.headroom.load.Step;
import io.headroom.plan.NextStep;
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
 * disappears, stops to give orders, or sends what cannot be used, nothing is thrown: {@link #isDisconnected} says so.
 */
public final class InjectorLink implements AutoCloseable {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final long BEAT_MILLIS = 100;
    private static final int BEATS_PER_QUESTION = 10;
    private static final int FIRST_QUESTIONS = 10;

    /** How much later than planned an order may come, in addition to what the requests of the step before may take. */
    private static final Duration ORDER_SLACK = Duration.ofMinutes(1);

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
    private final Duration requestTimeout;
    private final ClockOffset offset = new ClockOffset();
    private final AtomicReference<Optional<ReceivedOrder>> order = new AtomicReference<>(Optional.empty());
    private volatile Optional<Supplier<Message.Beat>> beats = Optional.empty();
    private volatile int filledStep; // steps are numbered from 1
    private volatile int stoppedStep;
    private volatile Optional<String> disconnection = Optional.empty();
    private volatile long deadlineNanos;
    private int orderedStep;

    private InjectorLink(Connection connection, String run, Duration patience, Duration requestTimeout) {
        this.connection = connection;
        this.run = run;
        this.requestTimeout = requestTimeout;
        expectOrderIn(patience);
    }

    /**
     * Connects to the coordinator and takes part in its run.
     *
     * @param client      number of the injector's client, from 1
     * @param count       number of clients of the run
     * @param fingerprint of the injector's workload
     * @param search      fingerprint of the search alone
     * @param patience    how long to wait for a coordinator that cannot be reached, and for its first order
     * @param requestTimeout the longest time that a request can be in flight: a step may end so much later
     * @throws IOException       when the coordinator cannot be reached; the message says where
     * @throws RejectedException when the coordinator refuses this injector
     */
    public static InjectorLink join(
            InetSocketAddress coordinator,
            int client,
            int count,
            String fingerprint,
            String search,
            Duration patience,
            Duration requestTimeout)
            throws IOException, RejectedException {
        Connection connection = new Connection(connect(coordinator, patience), Connection.SILENCE);
        try {
            InjectorLink link = welcomed(
                    connection,
                    new Message.Join(Message.PROTOCOL, client, count, fingerprint, search),
                    patience,
                    requestTimeout);
            daemon("coordinated", link::receiveAll);
            daemon("coordinated-beats", link::beatAll);
            return link;
        } catch (IOException e) {
            connection.close();
            throw new IOException(
                    "the coordinator at " + description(coordinator) + " cannot be used: " + e.getMessage(), e);
        } catch (RejectedException e) {
            connection.close();
            throw e;
        }
    }

    private static InjectorLink welcomed(
            Connection connection, Message.Join join, Duration patience, Duration requestTimeout)
            throws IOException, RejectedException {
        connection.send(join);
        Message answer = connection.receive().orElseThrow(() -> new IOException("it hung up"));
        if (answer instanceof Message.Rejected refused) {
            throw new RejectedException(refused.reason());
        }
        if (!(answer instanceof Message.Welcome welcome)) {
            throw new UnusableMessageException("it neither welcomes nor refuses this client");
        }
        InjectorLink link = new InjectorLink(connection, welcome.run(), patience, requestTimeout);
        link.measureOffset();
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
                heard(answer);
            }
        }
    }

    /** Uses an answer to a question that can have been asked: others would set the offset at will. */
    private void heard(Message.Time answer) {
        double nowMillis = WallClock.millis();
        double askedMillis = answer.injectorMillis();
        if (askedMillis <= nowMillis && askedMillis >= nowMillis - Connection.SILENCE.toMillis()) {
            offset.add(askedMillis, answer.coordinatorMillis(), nowMillis);
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

    private void beatAll() {
        try {
            for (int i = 0; !isDisconnected(); i++) {
                beat(i);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS));
            }
        } catch (RuntimeException | Error e) {
            disconnect(InternalFailure.description(e));
        }
    }

    /** Sends a beat and, less often, a question. These and their answers also show each side that the other is alive. */
    private void beat(int number) {
        if (number % BEATS_PER_QUESTION == 0) {
            send(new Message.AskTime(WallClock.millis()));
        }
        beats.map(Supplier::get).ifPresent(this::send);
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

    /** Returns whether no order can come any more: the connection has ended, or the next order is overdue. */
    public boolean isDisconnected() {
        if (System.nanoTime() - deadlineNanos > 0) {
            end("the coordinator answers, but its next order is overdue");
        }
        return disconnection.isPresent();
    }

    /** Returns why {@link #isDisconnected}; empty while it is not. */
    public Optional<String> disconnection() {
        return disconnection;
    }

    private synchronized void end(String reason) {
        disconnection = disconnection.or(() -> Optional.of(reason));
    }

    private void expectOrderIn(Duration longest) {
        deadlineNanos = System.nanoTime()
                + longest.plus(requestTimeout).plus(ORDER_SLACK).toNanos();
    }

    /** Reports a step that this injector has finished. */
    public void done(Step step, RecordedStep recorded, InjectorSample sample) {
        send(Message.Done.of(step, recorded, sample));
    }

    /** Tells the coordinator that this injector takes part no more, and closes the connection. */
    public void disconnect(String reason) {
        end(reason);
        send(new Message.Disconnect(WireRange.printable(reason)));
        close();
    }

    @Override
    public void close() {
        end("this client has left");
        connection.close();
    }

    private void send(Message message) {
        try {
            connection.send(message);
        } catch (IOException e) {
            end("the connection to the coordinator is lost: " + e.getMessage());
        }
    }

    private void receiveAll() {
        try {
            Optional<Message> message = connection.receive();
            while (message.isPresent()) {
                received(message.get());
                message = connection.receive();
            }
            end("the coordinator hung up");
        } catch (UnusableMessageException | IllegalArgumentException e) {
            end("the coordinator sent a message that cannot be used: " + e.getMessage());
        } catch (IOException e) {
            end("the connection to the coordinator is lost: " + e.getMessage());
        } catch (RuntimeException | Error e) {
            end(InternalFailure.description(e));
        }
    }

    private void received(Message message) {
        if (message instanceof Message.Begin begin) {
            begins(begin.run());
            ordered(begin);
        } else if (message instanceof Message.End end) {
            WireRange.within("steps", end.steps(), Math.max(0, orderedStep - 1), orderedStep);
            ordered(end);
        } else if (message instanceof Message.Time answer) {
            heard(answer);
        } else if (message instanceof Message.Filled filled) {
            filledStep = filled.step();
        } else if (message instanceof Message.Stop stop) {
            stoppedStep = stop.step();
        } else {
            throw new IllegalArgumentException("a coordinator does not send it here");
        }
    }

    private void begins(NextStep.Run run) {
        WireRange.within("the number of the next step", run.step().number(), orderedStep + 1, orderedStep + 1);
        orderedStep++;
        expectOrderIn(run.longestSettling().plus(run.length()));
    }

    private void ordered(Message message) {
        order.set(Optional.of(new ReceivedOrder(message, System.nanoTime())));
    }
}
