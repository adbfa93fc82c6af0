package io.headroom.endtoend.attack;

import io.headroom.clients.InjectorLink;
import io.headroom.clients.Message;
import io.headroom.load.Load;
import io.headroom.load.Outcome;
import io.headroom.load.StepRecorder;
import io.headroom.plan.NextStep;
import io.headroom.plan.NextStep.Ending;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Coordinates the run of a real injector, and sends one mutant on the way. */
final class HostileCoordinator {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final int FIRST_QUESTIONS = 10;
    private static final int READ_MILLIS = 7000;
    private static final int MESSAGES = 17;

    private final MutatingSender sender;

    HostileCoordinator(Random random) {
        this.sender = new MutatingSender(random, MESSAGES);
    }

    /** Returns what is wrong with how the injector took it. */
    Optional<String> complaint() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread hostile = new Thread(() -> converse(server), "hostile");
            hostile.setDaemon(true);
            hostile.start();
            return follow(server.getLocalPort());
        }
    }

    private void converse(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.setSoTimeout(READ_MILLIS);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = socket.getOutputStream();
            in.readLine(); // join
            send(out, ValidMessages.welcome());
            for (int i = 0; i < FIRST_QUESTIONS; i++) {
                Message question = Message.of(in.readLine());
                send(out, ValidMessages.time(((Message.AskTime) question).injectorMillis()));
            }
            for (int number = 1; number <= 2; number++) {
                send(out, ValidMessages.begin(ValidMessages.step(number)));
                TimeUnit.MILLISECONDS.sleep(30);
                send(out, new Message.Filled(number).line());
                send(out, new Message.Stop(number).line());
            }
            send(out, new Message.End(Ending.COMPLETE, 2).line());
            while (in.readLine() != null) {
                // until the injector hangs up
            }
        } catch (IOException | RuntimeException e) {
            // it is none of the injector's duties to listen to a hostile coordinator
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(OutputStream out, String line) throws IOException {
        sender.send(out, line, HostileCoordinator::others);
    }

    private static List<String> others() throws IOException {
        return List.of(
                ValidMessages.join(),
                ValidMessages.ready(),
                ValidMessages.beat(1),
                ValidMessages.done(ValidMessages.step(1)),
                ValidMessages.welcome(),
                ValidMessages.time(0),
                ValidMessages.begin(ValidMessages.step(1)),
                ValidMessages.begin(ValidMessages.step(999_999)),
                new Message.Filled(999_999).line(),
                new Message.Stop(999_999).line(),
                new Message.End(Ending.COMPLETE, 999_999).line(),
                new Message.Disconnect("no").line());
    }

    private Optional<String> follow(int port) {
        long start = System.nanoTime();
        InetSocketAddress address = InetSocketAddress.createUnresolved("127.0.0.1", port);
        try (InjectorLink link =
                InjectorLink.join(address, 1, 1, "workload", ValidMessages.SEARCH, PATIENCE, PATIENCE)) {
            link.ready(System.currentTimeMillis(), () -> new Message.Beat(0, Map.of(), 0, 1, 1));
            while (!link.isDisconnected()) {
                Optional<Message> order = link.order();
                if (order.orElse(null) instanceof Message.End) {
                    return Optional.empty();
                }
                if (order.orElse(null) instanceof Message.Begin begin) {
                    if (isAbsurd(begin)) {
                        return Optional.of("believes " + begin);
                    }
                    finish(link, begin);
                }
                if (System.nanoTime() - start > DEADLINE_NANOS) {
                    return Optional.of("the injector waits for ever after mutant of message " + sender.mutated());
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
            return repeated(link.disconnection().orElse("\n") + link.run());
        } catch (IOException | InjectorLink.RejectedException e) {
            return repeated(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private static Optional<String> repeated(String words) {
        return words.contains(MessageMutator.CANARY) || words.contains("\n")
                ? Optional.of("repeats what it was sent: " + words)
                : Optional.empty();
    }

    private static boolean isAbsurd(Message.Begin begin) {
        NextStep.Run run = begin.run();
        Duration longest = run.longestSettling().plus(run.length());
        Optional<Load> share = begin.share().asLoad();
        boolean possible = longest.compareTo(Duration.ofDays(7)) < 0
                && Math.abs(begin.startsInMillis()) < 1e15
                && share.map(Load::amount).orElse(0.0) <= 1e7;
        return !possible;
    }

    private static void finish(InjectorLink link, Message.Begin begin) {
        StepRecorder recorder = new StepRecorder(begin.run().step());
        recorder.startWindow(0);
        recorder.endWindow(1000);
        recorder.requests(500, 50, Outcome.OK, 20);
        link.done(begin.run().step(), recorder.recorded(), ValidMessages.sample());
    }
}
