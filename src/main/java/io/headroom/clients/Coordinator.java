package io.headroom.clients;

import io.headroom.console.InternalFailure;
import io.headroom.load.StepRecorder;
import io.headroom.load.Weights;
import io.headroom.plan.NextStep;
import io.headroom.plan.NextStep.Ending;
import io.headroom.plan.RunKind;
import io.headroom.plan.RunPlan;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Coordinates the injectors of a {@link RunKind#MULTI_CLIENT} run over TCP: carries out the commands of a {@link RunController} by
 * sending {@link Message}s, and reports to the controller what the injectors answer. Every step starts at the same moment for all of
 * them. Each injector hosts one client and has its number.
 */
public final class Coordinator implements AutoCloseable {

    /**
     * The result of a coordinated run.
     *
     * @param ending  why the run is over
     * @param steps   number of finished steps
     * @param absent  clients that never joined
     * @param dropped clients that dropped out, with the reason
     * @param failure what failed in the coordinator itself, if that ended the run
     */
    public record CoordinatedRun(
            Ending ending, int steps, Set<Integer> absent, Map<Integer, String> dropped, Optional<String> failure) {}

    private final Object lock = new Object();
    private final String run;
    private final CoordinatorListener listener;
    private final CoordinatorTiming timing;
    private final Connections connections;
    private final Deadlines deadlines;
    private final Admission admission;
    private final InjectorClocks clocks = new InjectorClocks(WallClock.millis());
    private final RunController controller;
    private final Map<Integer, String> dropped = new TreeMap<>();
    private final CompletableFuture<CoordinatedRun> result = new CompletableFuture<>();
    private StepBounds bounds = new StepBounds(Duration.ZERO);
    private Optional<String> failure = Optional.empty();

    private Coordinator(
            Connections connections,
            CoordinatorSettings settings,
            CoordinatorTiming timing,
            CoordinatorListener listener) {
        RunPlan plan = RunKind.MULTI_CLIENT.plan(settings.plan());
        Weights weights = settings.plan().multiClient().weights();
        this.run = settings.run();
        this.listener = listener;
        this.timing = timing;
        this.connections = connections;
        this.deadlines = new Deadlines(timing, plan.users(), settings.requestTimeout());
        this.admission = new Admission(weights.count(), settings.search());
        this.controller = new RunController(plan, settings.plan().search().rule(), weights);
    }

    /**
     * Starts a coordinator that accepts injectors. Its threads are daemons.
     *
     * @param address to listen on; port 0 for any free one
     * @throws IOException when the address cannot be used
     */
    public static Coordinator start(
            InetSocketAddress address, CoordinatorSettings settings, CoordinatorListener listener) throws IOException {
        return start(address, settings, CoordinatorTiming.DEFAULT, listener);
    }

    static Coordinator start(
            InetSocketAddress address,
            CoordinatorSettings settings,
            CoordinatorTiming timing,
            CoordinatorListener listener)
            throws IOException {
        Connections connections = Connections.listen(address, timing.silence());
        Coordinator coordinator = new Coordinator(connections, settings, timing, listener);
        connections.accept(coordinator.new Injectors());
        return coordinator;
    }

    /** Returns the port that injectors connect to. */
    public int port() {
        return connections.port();
    }

    /**
     * Waits for the end of the run. Returns at once when the coordinator is closed.
     *
     * @param patience how long the start may take; then the run is abandoned
     */
    public CoordinatedRun await(Duration patience) throws InterruptedException {
        deadlines.afterPatience(patience, this::giveUpUnlessStarted);
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("only completed with a result", e);
        }
    }

    private void giveUpUnlessStarted() {
        decide(() -> {
            Set<Integer> notReady = controller.notReady();
            if (!notReady.isEmpty() && !controller.isOver()) {
                notReady.stream()
                        .filter(admission.admitted()::contains)
                        .forEach(client -> dropped.putIfAbsent(client, "it was not ready in time"));
                carryOut(controller.giveUp(Ending.ABANDONED));
            }
        });
    }

    /** Ends the run as interrupted, unless it is over. */
    public void interrupt() {
        decide(() -> carryOut(controller.giveUp(Ending.INTERRUPTED)));
    }

    /** Drops an injector from the run, for a reason that is known here. Has no effect when it has dropped out or the run is over. */
    public void drop(int client, String reason) {
        decide(() -> {
            if (!controller.isOver() && controller.remaining().contains(client)) {
                dropped.put(client, reason);
                listener.droppedOut(client, reason);
                connections.close(client);
                carryOut(controller.droppedOut(client));
            }
        });
    }

    /** Drops the injectors that still answer but do not finish a step, so that the others need not wait for them. */
    private void dropUnfinished(int step) {
        decide(() -> {
            for (int client : controller.unfinished(step)) {
                drop(client, "it did not finish step " + step);
            }
        });
    }

    @Override
    public void close() {
        interrupt();
        deadlines.close();
        connections.stopAccepting();
        connections.awaitDisconnected(timing.closing());
        connections.close();
    }

    /**
     * Runs an action with the lock held. When it throws, the run ends: it is unknown what the action has left undone, and nobody must
     * wait for it.
     */
    private void decide(Runnable action) {
        synchronized (lock) {
            try {
                action.run();
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        }
    }

    private void fail(Throwable cause) {
        failure = failure.or(() -> Optional.of(InternalFailure.description(cause)));
        controller.giveUp(Ending.FAILED).forEach(command -> command.accept(new Orders()));
        result.complete(run(Ending.FAILED, 0)); // only where the end itself could not be told
    }

    private void carryOut(List<Command> commands) {
        decide(() -> commands.forEach(command -> command.accept(new Orders())));
    }

    /** Sends the controller's commands to the injectors. */
    private final class Orders implements Command.Executor {
        @Override
        public void begin(Command.BeginStep command) {
            Coordinator.this.begin(command);
        }

        @Override
        public void settle(Command.Settle command) {
            sendAll(new Message.Filled(command.step()));
        }

        @Override
        public void stop(Command.StopStep command) {
            sendAll(new Message.Stop(command.step()));
        }

        @Override
        public void report(Command.Report command) {
            listener.finished(command.statistics());
        }

        @Override
        public void end(Command.EndRun command) {
            Coordinator.this.end(command);
        }
    }

    private void begin(Command.BeginStep begin) {
        NextStep.Run step = begin.run();
        int number = step.step().number();
        if (number == 1) {
            clocks.outliers().forEach(listener::clockDiffers);
        }
        controller.why().ifPresent(listener::explained);
        listener.begins(step, controller.timeLeft());
        bounds = new StepBounds(deadlines.longest(step));
        long startNanos = System.nanoTime() + deadlines.lead(step).toNanos();
        for (int client : controller.remaining()) {
            double startsInMillis = (startNanos - System.nanoTime()) / 1e6;
            connections.send(client, Message.Begin.of(step, controller.share(client), startsInMillis));
        }
        deadlines.afterStep(step, () -> dropUnfinished(number));
    }

    private void end(Command.EndRun end) {
        sendAll(new Message.End(end.ending(), end.steps()));
        result.complete(run(end.ending(), end.steps()));
    }

    private CoordinatedRun run(Ending ending, int steps) {
        Set<Integer> absent = new TreeSet<>(controller.notReady());
        absent.removeAll(admission.admitted());
        absent.removeAll(dropped.keySet());
        return new CoordinatedRun(ending, steps, absent, Map.copyOf(dropped), failure);
    }

    private void sendAll(Message message) {
        controller.remaining().forEach(client -> connections.send(client, message));
    }

    /** Passes on what the injectors send. */
    private final class Injectors implements Connections.Handler {

        @Override
        public Message join(Message.Join join, Connection connection) {
            synchronized (lock) {
                Optional<String> refusal = admission
                        .refusal(join)
                        .or(() -> Optional.of("the run is over").filter(reason -> controller.isOver()));
                if (refusal.isPresent()) {
                    return new Message.Rejected(refusal.get());
                }
                admission.admit(join);
                connections.add(join.client(), connection);
                decide(() -> listener.joined(join.client(), connection.address()));
                return new Message.Welcome(run);
            }
        }

        @Override
        public void received(int client, Message message) {
            synchronized (lock) {
                if (message instanceof Message.Ready ready
                        && controller.notReady().contains(client)) {
                    clocks.add(client, ready);
                    carryOut(controller.ready(client));
                } else if (message instanceof Message.Beat beat) {
                    carryOut(controller.progress(client, beat.step(), beat.progress()));
                } else if (message instanceof Message.Done done) {
                    finished(client, done);
                } else {
                    throw new IllegalArgumentException("an injector does not send it here");
                }
            }
        }

        private void finished(int client, Message.Done done) {
            Optional<StepRecorder> recorder = controller
                    .awaited(client, done.step())
                    .map(step -> done.recorder(step, clocks.laterMillis(client), bounds));
            recorder.ifPresent(measured -> carryOut(controller.finished(client, done.step(), measured)));
        }

        @Override
        public void disconnected(int client, String reason) {
            drop(client, reason);
        }

        @Override
        public void failed(Throwable cause) {
            synchronized (lock) {
                fail(cause);
            }
        }
    }
}
