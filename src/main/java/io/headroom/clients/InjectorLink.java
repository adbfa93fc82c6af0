package io.headroom.clients;

import io.headroom.load.RecordedStep;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** An injector's connection to its coordinator. Its threads are daemons. */
public final class InjectorLink implements AutoCloseable {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final long BEAT_MILLIS = 100;
    private static final int BEATS_PER_QUESTION = 10;
    private static final int QUESTIONS = 10;

    /** The coordinator does not want this injector. */
    public static final class RejectedException extends Exception {
        private static final long serialVersionUID = 1L;

        RejectedException(String reason) {
            super(reason);
        }
    }

    /** An order, and when it was heard, on {@link System#nanoTime}. */
    private record Heard(Message order, long nanos) {}

    private final Connection line;
    private final String run;
    private final ClockOffset offset = new ClockOffset();
    private final AtomicReference<Heard> order = new AtomicReference<>();
    private volatile Supplier<Message.Beat> beats;
    private volatile int filled;
    private volatile int stopped;
    private volatile boolean lost;

    private InjectorLink(Connection line, String run) {
        this.line = line;
        this.run = run;
    }

    /**
     * Takes part in a run.
     *
     * @param client      its number, from 1
     * @param count       of all clients
     * @param fingerprint of its workload
     * @param search      fingerprint of the search alone
     * @param patience    how long the coordinator is tried
     * @throws IOException      when the coordinator cannot be reached; the message says where
     * @throws RejectedException when it does not want this injector
     */
    public static InjectorLink join(
            InetSocketAddress coordinator, int client, int count, String fingerprint, String search, Duration patience)
            throws IOException, RejectedException {
        Connection line = new Connection(connected(coordinator, patience));
        line.send(new Message.Join(Message.LANGUAGE, client, count, fingerprint, search));
        Message answer = line.receive()
                .orElseThrow(() -> new IOException("the coordinator at " + coordinator.getHostString() + ":"
                        + coordinator.getPort() + " hung up"));
        if (answer instanceof Message.Rejected refused) {
            line.close();
            throw new RejectedException(refused.reason());
        }
        if (!(answer instanceof Message.Welcome welcome)) {
            line.close();
            throw new IOException("the coordinator said " + answer.line());
        }
        InjectorLink link = new InjectorLink(line, welcome.run());
        link.askForTheTime();
        link.daemon("coordinated", link::listen);
        link.daemon("coordinated-beats", link::beat);
        return link;
    }

    private static Socket connected(InetSocketAddress coordinator, Duration patience) throws IOException {
        long start = System.nanoTime();
        while (true) {
            Socket socket = new Socket();
            try {
                // resolved anew at every try: its name may come into being after this process
                socket.connect(
                        new InetSocketAddress(coordinator.getHostString(), coordinator.getPort()),
                        Math.toIntExact(CONNECT.toMillis()));
                return socket;
            } catch (IOException e) {
                socket.close();
                if (System.nanoTime() - start > patience.toNanos()) {
                    throw new IOException(
                            "no coordinator at " + coordinator.getHostString() + ":" + coordinator.getPort()
                                    + " (headroom.clients.coordinator) for " + patience.toSeconds() + " s: " + e,
                            e);
                }
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
    }

    private void askForTheTime() throws IOException {
        for (int i = 0; i < QUESTIONS; i++) {
            line.send(new Message.Time(WallClock.millis(), 0));
            if (line.receive().orElse(null) instanceof Message.Time answer) {
                offset.heard(answer.injectorMillis(), answer.coordinatorMillis(), WallClock.millis());
            }
        }
    }

    private void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Id of the run. */
    public String run() {
        return run;
    }

    /** What has to be added to this machine's clock to get the coordinator's, milliseconds. */
    public double clockOffsetMillis() {
        return offset.millis();
    }

    /** That is right to so many milliseconds. */
    public double clockErrorMillis() {
        return offset.errorMillis();
    }

    /**
     * Says that this injector waits for the start, and from then on many times a second how far it has got.
     *
     * @param runStartEpochMillis when its run started, by its own clock
     */
    public void ready(long runStartEpochMillis, Supplier<Message.Beat> beats) {
        this.beats = beats;
        double offsetMillis = clockOffsetMillis();
        send(new Message.Ready(runStartEpochMillis + offsetMillis, offsetMillis));
    }

    /** The questions, and their answers, also show each side that the other is there. */
    private void beat() {
        for (int i = 0; !lost; i++) {
            if (i % BEATS_PER_QUESTION == 0) {
                send(new Message.Time(WallClock.millis(), 0));
            }
            if (beats != null) {
                send(beats.get());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS));
        }
    }

    /** The next order, {@link Message.Begin} or {@link Message.End}, if it has come; each is given once. */
    public Optional<Message> order() {
        Heard heard = order.getAndSet(null);
        if (heard == null) {
            return Optional.empty();
        }
        return Optional.of(
                heard.order() instanceof Message.Begin begin ? lessWaiting(begin, heard.nanos()) : heard.order());
    }

    /** What the way of the order, and the time until it was asked for, took from the time until the start. */
    private Message.Begin lessWaiting(Message.Begin begin, long heardNanos) {
        double way = Double.isInfinite(offset.errorMillis()) ? 0 : offset.errorMillis();
        double startsIn = begin.startsIn() - way - (System.nanoTime() - heardNanos) / 1e6;
        return new Message.Begin(
                begin.label(),
                begin.share(),
                begin.seats(),
                startsIn,
                begin.fillingRefusals(),
                begin.fillingMillis(),
                begin.settlingMillis(),
                begin.lengthMillis());
    }

    /** Whether enough was refused before that step. */
    public boolean isFilled(int step) {
        return filled == step;
    }

    /** Whether enough was seen in that step. */
    public boolean isStopped(int step) {
        return stopped == step;
    }

    /** Whether the coordinator is gone. */
    public boolean isLost() {
        return lost;
    }

    /**
     * Tells what this injector did in a step.
     *
     * @param noticed a line of {@code injector.jsonl}
     */
    public void done(int step, RecordedStep recorded, String noticed) {
        send(new Message.Done(step, recorded, noticed));
    }

    /** Leaves the run, for this reason. */
    public void leave(String reason) {
        send(new Message.Bye(reason));
        close();
    }

    @Override
    public void close() {
        lost = true;
        line.close();
    }

    private void send(Message message) {
        try {
            line.send(message);
        } catch (IOException e) {
            lost = true;
        }
    }

    private void listen() {
        try {
            for (Message message = line.receive().orElse(null);
                    message != null;
                    message = line.receive().orElse(null)) {
                heard(message);
            }
        } catch (IOException e) {
            // lost, as when it has hung up
        }
        lost = true;
    }

    private void heard(Message message) {
        if (message instanceof Message.Begin || message instanceof Message.End) {
            order.set(new Heard(message, System.nanoTime()));
        } else if (message instanceof Message.Time answer) {
            offset.heard(answer.injectorMillis(), answer.coordinatorMillis(), WallClock.millis());
        } else if (message instanceof Message.Filled now) {
            filled = now.step();
        } else if (message instanceof Message.Stop now) {
            stopped = now.step();
        }
    }
}
