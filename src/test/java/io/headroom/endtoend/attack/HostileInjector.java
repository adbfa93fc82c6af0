package io.headroom.endtoend.attack;

import io.headroom.clients.Coordinator;
import io.headroom.clients.CoordinatorListener;
import io.headroom.clients.CoordinatorSettings;
import io.headroom.clients.Message;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep;
import io.headroom.plan.NextStep.Ending;
import io.headroom.plan.PlanSettings;
import io.headroom.plan.TimeLeft;
import io.headroom.settings.SettingsLoader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes part in the run of a real coordinator, and sends one mutant on the way. */
final class HostileInjector {

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final long DEADLINE_SECONDS = 20;
    private static final int READ_MILLIS = 4000;

    private static final double MOST_PER_SECOND = 2_000_000;
    private static final long LONGEST_MILLIS = 60_000;

    private final MutatingSender sender;
    private final List<StepStatistics> believed = Collections.synchronizedList(new ArrayList<>());
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    HostileInjector(Random random) {
        this.sender = new MutatingSender(random, 8);
    }

    /** Returns what is wrong with how the coordinator took it. */
    Optional<String> complaint() throws Exception {
        CoordinatorSettings settings =
                new CoordinatorSettings("run1", ValidMessages.SEARCH, plan(), Duration.ofMillis(100));
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Coordinator coordinator = Coordinator.start(anyPort, settings, new Listener())) {
            CompletableFuture<Coordinator.CoordinatedRun> run =
                    CompletableFuture.supplyAsync(() -> await(coordinator), work -> new Thread(work, "await").start());
            converse(coordinator.port());
            return complaint(run.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            return Optional.of("the coordinator waits for ever after mutant of message " + sender.mutated());
        }
    }

    private static Coordinator.CoordinatedRun await(Coordinator coordinator) {
        try {
            return coordinator.await(PATIENCE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PlanSettings plan() throws Exception {
        Properties properties = new Properties();
        Map.of(
                        "clients.count", "1",
                        "search.rounds", "1",
                        "search.start-callers", "1",
                        "search.step.settling", "0 s",
                        "search.step.minimum", "1 s")
                .forEach((key, value) -> properties.setProperty("headroom." + key, value));
        return SettingsLoader.load(Path.of("no-such-file.conf"), properties, Map.of())
                .plan();
    }

    private void converse(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(READ_MILLIS);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = socket.getOutputStream();
            send(out, ValidMessages.join());
            send(out, ValidMessages.askTime());
            send(out, ValidMessages.beat(0));
            send(out, ValidMessages.ready());
            for (int number = 1; number <= 2; number++) {
                Step step = awaited(in);
                send(out, ValidMessages.beat(step.number()));
                send(out, ValidMessages.done(step));
            }
            send(out, new Message.Disconnect("it has enough").line());
        } catch (IOException e) {
            // it is none of the coordinator's duties to listen to a hostile injector
        }
    }

    private Step awaited(BufferedReader in) throws IOException {
        while (true) {
            String line = in.readLine();
            if (line == null) {
                throw new IOException("disconnected");
            }
            told.add(line);
            if (Message.of(line) instanceof Message.Begin begin) {
                return begin.run().step();
            }
        }
    }

    private void send(OutputStream out, String line) throws IOException {
        sender.send(out, line, HostileInjector::others);
    }

    private static List<String> others() throws IOException {
        Step step = ValidMessages.step(1);
        return List.of(
                ValidMessages.join(),
                ValidMessages.ready(),
                ValidMessages.beat(999_999),
                ValidMessages.done(step),
                ValidMessages.done(ValidMessages.step(999_999)),
                ValidMessages.welcome(),
                ValidMessages.time(0),
                ValidMessages.begin(step),
                new Message.Filled(1).line(),
                new Message.Stop(1).line(),
                new Message.End(Ending.COMPLETE, 1).line(),
                new Message.Rejected("no").line());
    }

    private Optional<String> complaint(Coordinator.CoordinatedRun run) {
        List<String> words = new ArrayList<>(told);
        words.addAll(run.dropped().values());
        run.failure().ifPresent(words::add);
        if (run.ending() == Ending.COMPLETE || run.failure().isPresent()) {
            return Optional.of("ends as " + run);
        }
        if (words.stream().anyMatch(each -> each.contains(MessageMutator.CANARY) || each.contains("\n"))) {
            return Optional.of("repeats what it was sent: " + words);
        }
        return believed.stream()
                .filter(HostileInjector::isAbsurd)
                .map(step -> "believes " + step)
                .findFirst();
    }

    private static boolean isAbsurd(StepStatistics step) {
        boolean possible = step.goodputPerSecond() <= MOST_PER_SECOND
                && step.sentPerSecond() <= MOST_PER_SECOND
                && step.windowMillis() <= LONGEST_MILLIS
                && step.counts().total() <= MOST_PER_SECOND * LONGEST_MILLIS / 1000
                && step.latency().count() <= step.counts().total()
                && step.probeFailures() <= step.probes();
        return !possible;
    }

    private final class Listener implements CoordinatorListener {
        @Override
        public void joined(int client, String address) {}

        @Override
        public void clockDiffers(int client, long differenceMillis) {}

        @Override
        public void begins(NextStep.Run run, Optional<TimeLeft> timeLeft) {}

        @Override
        public void finished(StepStatistics step) {
            believed.add(step);
        }

        @Override
        public void droppedOut(int client, String reason) {
            told.add(reason);
        }
    }
}
