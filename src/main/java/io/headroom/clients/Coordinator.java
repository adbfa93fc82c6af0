package io.headroom.clients;

import io.headroom.load.ClockTolerance;
import io.headroom.load.Load;
import io.headroom.load.StepStatistics;
import io.headroom.plan.IdlePolling;
import io.headroom.plan.NextStep;
import io.headroom.plan.NextStep.Ending;
import io.headroom.plan.PlanSettings;
import io.headroom.plan.RunKind;
import io.headroom.plan.RunPlan;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Decides what several injectors do, in a run of {@link RunKind#MULTI_CLIENT}: opens each step for all of them at the same moment,
 * adds up what they measured, and asks the plan what comes next. An injector that is lost does not end the others.
 */
public final class Coordinator implements AutoCloseable {

    /** Before a step begins, all seats have looked up and are ready. */
    private static final long SPARE_MILLIS = 200;

    /** Before the coordinator goes, it lets the injectors go. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    /** The first step takes each injector's JVM longer to get ready for. */
    private static final long SPARE_MILLIS_AT_FIRST = 1000;

    /** Who wants to know how the run goes. Called by one thread at a time. */
    public interface Watcher {
        /** An injector takes part. */
        void joined(int client, String address);

        /** An injector's clock differs from the others' so much that the run will not be complete. */
        void clockIsOff(int client, long differenceMillis);

        /** All are there; a step begins. */
        void begins(NextStep.Run run, Optional<Duration> atMostLeft);

        /** A step is over. */
        void finished(StepStatistics step);

        /** An injector will take part no more. */
        void lost(int client, String reason);
    }

    /**
     * How a run went.
     *
     * @param ending why it is over
     * @param steps  that were finished
     * @param absent clients that never came
     * @param lost   clients that were lost on the way, with the reason
     */
    public record CoordinatedRun(Ending ending, int steps, Set<Integer> absent, Map<Integer, String> lost) {}

    /** So much later than it should a step may end. */
    private static final Duration OVERDUE = Duration.ofSeconds(10);

    private final Object lock = new Object();
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "coordinator-deadlines");
        thread.setDaemon(true);
        return thread;
    });
    private final Duration requestTimeout;
    private final ServerSocket listener;
    private final String run;
    private final String search;
    private final int count;
    private final Watcher watcher;
    private final RunPlan plan;
    private final RunController course;
    private final double startMillis = WallClock.millis();
    private final Map<Integer, Connection> lines = new TreeMap<>();
    private final Set<Integer> connected = new TreeSet<>();
    private final Map<Integer, String> lost = new TreeMap<>();
    private final Map<Integer, Long> clockOffsets = new TreeMap<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private Optional<String> fingerprint = Optional.empty();
    private CoordinatedRun outcome;

    private Coordinator(
            ServerSocket listener,
            String run,
            String search,
            PlanSettings settings,
            Duration requestTimeout,
            Watcher watcher) {
        this.requestTimeout = requestTimeout;
        this.listener = listener;
        this.run = run;
        this.search = search;
        this.count = settings.multiClient().weights().count();
        this.watcher = watcher;
        this.plan = RunKind.MULTI_CLIENT.plan(settings);
        this.course = new RunController(
                plan, settings.search().rule(), settings.multiClient().weights(), new Orders());
    }

    /**
     * Starts to listen. Its threads are daemons.
     *
     * @param address to listen at; port 0 for any free one
     * @param run     id of the run
     * @param search  fingerprint of the search that all must share
     * @param requestTimeout the longest that a request in flight can take: a step may end so much later
     * @throws IOException when the address cannot be listened at
     */
    public static Coordinator start(
            InetSocketAddress address,
            String run,
            String search,
            PlanSettings settings,
            Duration requestTimeout,
            Watcher watcher)
            throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(address);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        Coordinator coordinator = new Coordinator(listener, run, search, settings, requestTimeout, watcher);
        daemon("coordinator", coordinator::accept);
        return coordinator;
    }

    /** Where it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Waits for the end of the run.
     *
     * @param patience how long all injectors are waited for
     */
    public CoordinatedRun await(Duration patience) throws InterruptedException {
        if (!started.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            synchronized (lock) {
                course.waitedFor().stream()
                        .filter(lines::containsKey)
                        .forEach(client -> lost.putIfAbsent(client, "it was not ready in time"));
            }
            giveUp(Ending.ABANDONED);
        }
        over.await();
        return outcome;
    }

    /** Ends the run. */
    public void interrupt() {
        giveUp(Ending.INTERRUPTED);
    }

    private void giveUp(Ending ending) {
        synchronized (lock) {
            course.giveUp(ending);
        }
    }

    /** An injector is known to be gone, for this reason. */
    public void lose(int client, String reason) {
        synchronized (lock) {
            if (!course.isOver() && course.left().contains(client)) {
                lost.put(client, reason);
                watcher.lost(client, reason);
                Optional.ofNullable(lines.get(client)).ifPresent(Connection::close);
                course.lost(client);
            }
        }
    }

    /** One that is alive, but does not come to the end of a step, is not to hold up the others for ever. */
    private void loseUndone(int step) {
        synchronized (lock) {
            for (int client : course.undone(step)) {
                lose(client, "it did not come to the end of step " + step);
            }
        }
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        interrupt();
        try {
            listener.close();
        } catch (IOException e) {
            // it is of no use any more
        }
        synchronized (lock) {
            awaitFarewells();
            lines.values().forEach(Connection::close);
        }
    }

    /** Who hangs up on somebody that still talks can take away what was said last: the end, and why. */
    private void awaitFarewells() {
        long end = System.nanoTime() + FAREWELL.toNanos();
        try {
            for (long left = FAREWELL.toMillis(); !connected.isEmpty() && left > 0; left = millisUntil(end)) {
                lock.wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long millisUntil(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime());
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                daemon("coordinator-injector", () -> serve(socket));
            } catch (IOException e) {
                // closed, or this one hung up at once
            }
        }
    }

    private void serve(Socket socket) {
        int client = 0;
        String reason = "it hung up";
        try (socket) {
            Connection line = new Connection(socket);
            if (line.receive().orElse(null) instanceof Message.Join join && isTaken(join, line)) {
                client = join.client();
                line.send(new Message.Welcome(run));
                reason = listen(client, line);
            }
        } catch (IOException e) {
            reason = "connection lost: " + e.getMessage();
        } catch (RuntimeException e) { // of whatever kind: nobody is to wait for it
            reason = "it sent what cannot be used: " + e;
        }
        if (client > 0) {
            lose(client, reason);
            left(client);
        }
    }

    private void left(int client) {
        synchronized (lock) {
            connected.remove(client);
            lock.notifyAll();
        }
    }

    /** Whether the client takes part; one that does not is told why. */
    private boolean isTaken(Message.Join join, Connection line) throws IOException {
        Optional<String> refusal;
        synchronized (lock) {
            refusal = refusal(join);
            if (refusal.isEmpty()) {
                fingerprint = Optional.of(join.fingerprint());
                lines.put(join.client(), line);
                connected.add(join.client());
                watcher.joined(join.client(), line.address());
            }
        }
        if (refusal.isPresent()) {
            line.send(new Message.Rejected(refusal.get()));
        }
        return refusal.isEmpty();
    }

    private Optional<String> refusal(Message.Join join) {
        if (!Message.LANGUAGE.equals(join.language())) {
            return Optional.of("it speaks " + join.language() + "; the coordinator speaks " + Message.LANGUAGE);
        }
        if (join.count() != count || join.client() < 1 || join.client() > count) {
            return Optional.of("it is client " + join.client() + " of " + join.count() + "; the coordinator waits for "
                    + count + " (headroom.clients.count, headroom.clients.index from 0)");
        }
        if (!search.equals(join.search())) {
            return Optional.of(
                    "its settings of the search are not the coordinator's; give all the same headroom.search,"
                            + " arrivals, target, hold, warm-up and clients");
        }
        if (fingerprint.isPresent() && !fingerprint.get().equals(join.fingerprint())) {
            return Optional.of("its endpoint, payload or headers are not those of the other clients");
        }
        if (lines.containsKey(join.client())) {
            return Optional.of("client " + join.client() + " is there already (headroom.clients.index, from 0)");
        }
        return course.isOver() ? Optional.of("the run is over") : Optional.empty();
    }

    /** Until it hangs up; why it left. */
    private String listen(int client, Connection line) throws IOException {
        while (true) {
            Message message = line.receive().orElse(null);
            if (message == null) {
                return "it hung up";
            }
            if (message instanceof Message.Bye bye) {
                return bye.reason();
            }
            if (message instanceof Message.Time time) {
                line.send(new Message.Time(time.injectorMillis(), WallClock.millis()));
            } else {
                synchronized (lock) {
                    heard(client, message);
                }
            }
        }
    }

    private void heard(int client, Message message) {
        if (message instanceof Message.Ready ready) {
            clockOffsets.put(client, Math.round(ready.clockOffsetMillis()));
            course.ready(client, Math.round(ready.runStartMillis() - startMillis));
        } else if (message instanceof Message.Beat beat) {
            course.beat(client, beat);
        } else if (message instanceof Message.Done done) {
            course.done(client, done);
        } else {
            throw new IllegalArgumentException("an injector does not say " + message.line());
        }
    }

    /** What the course wants done; always called with the lock held. */
    private final class Orders implements RunController.Listener {

        @Override
        public void begin(NextStep.Run step, int seats) {
            boolean first = step.step().number() == 1;
            if (first) {
                tellClocks();
            }
            watcher.begins(step, course.atMostLeft());
            long spare = first ? SPARE_MILLIS_AT_FIRST : SPARE_MILLIS;
            long lookUp = IdlePolling.every(plan.users()).toMillis();
            long startNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(spare + lookUp);
            started.countDown();
            for (int client : course.left()) {
                Optional<Load> share = course.share(client);
                send(
                        client,
                        new Message.Begin(
                                step.step().label(),
                                share.map(Share::of).orElse(null),
                                seats,
                                (startNanos - System.nanoTime()) / 1e6,
                                step.filling().refusals(),
                                step.filling().limit().toMillis(),
                                step.settling().toMillis(),
                                step.length().toMillis()));
            }
            Duration longest = step.longestSettling()
                    .plus(step.length())
                    .plus(requestTimeout)
                    .plusMillis(spare + lookUp)
                    .plus(OVERDUE);
            var unused = deadlines.schedule(
                    () -> loseUndone(step.step().number()), longest.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void tellClocks() {
            long usual = ClockTolerance.usual(clockOffsets.values());
            clockOffsets.forEach((client, offset) -> {
                if (!ClockTolerance.isKept(offset - usual)) {
                    watcher.clockIsOff(client, offset - usual);
                }
            });
        }

        @Override
        public void tell(Message message) {
            course.left().forEach(client -> send(client, message));
        }

        @Override
        public void finished(StepStatistics step) {
            watcher.finished(step);
        }

        @Override
        public void ended(Ending ending, int steps) {
            Set<Integer> absent = new TreeSet<>(course.waitedFor());
            absent.removeAll(lines.keySet());
            absent.removeAll(lost.keySet());
            outcome = new CoordinatedRun(ending, steps, absent, Map.copyOf(lost));
            tell(new Message.End(ending, steps));
            started.countDown();
            over.countDown();
        }

        /** One that cannot be reached is lost when its own thread notices. */
        private void send(int client, Message message) {
            try {
                Connection line = lines.get(client);
                if (line != null) {
                    line.send(message);
                }
            } catch (IOException e) {
                lines.get(client).close();
            }
        }
    }
}
