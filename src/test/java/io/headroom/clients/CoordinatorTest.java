package io.headroom.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Load;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep;
import io.headroom.plan.NextStep.Ending;
import io.headroom.plan.PlanSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real connections on this machine; the injectors' requests are made up. */
@Timeout(60)
class CoordinatorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<Integer, String> lost = new ConcurrentHashMap<>();
    private final Map<Integer, Long> clocksOff = new ConcurrentHashMap<>();
    private final List<StepStatistics> finished = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> injectors = new ArrayList<>();

    private final Set<Integer> toldTheEnd = ConcurrentHashMap.newKeySet();

    /** How long clients take before they look for an order. */
    private volatile long lookUpMillis = 1;

    /** When each client was to start every step, by its label, on the one clock that all share here. */
    private final Map<String, List<Long>> starts = new ConcurrentHashMap<>();

    private final CountDownLatch begun = new CountDownLatch(1);
    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

    private Coordinator coordinator;

    @BeforeEach
    void start() throws Exception {
        PlanSettings settings = SamplePlans.of(Map.of("clients.count", "3"));
        coordinator = Coordinator.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "run1",
                "search",
                settings,
                Duration.ofMillis(100),
                new Watching());
    }

    @AfterEach
    void stop() throws Exception {
        coordinator.close();
        for (Thread injector : injectors) {
            injector.join(TimeUnit.SECONDS.toMillis(10));
        }
        assertEquals(List.of(), failures);
    }

    @Test
    void threeFindTheAnswerAndStartTogether() throws Exception {
        for (int client = 1; client <= 3; client++) {
            inject(client, Integer.MAX_VALUE);
        }

        Coordinator.CoordinatedRun outcome = coordinator.await(PATIENCE);

        assertEquals(Ending.COMPLETE, outcome.ending());
        assertEquals(Map.of(), outcome.lost());
        assertEquals(finished.size(), outcome.steps());
        long[] skews = starts.values().stream()
                .filter(ofStep -> ofStep.size() == 3)
                .mapToLong(ofStep -> Collections.max(ofStep) - Collections.min(ofStep))
                .sorted()
                .toArray();
        long median = skews[skews.length / 2]; // one thread or another may be held up
        assertTrue(median < TimeUnit.MILLISECONDS.toNanos(50), median / 1e6 + " ms apart");
    }

    @Test
    void allHearTheEndBeforeTheCoordinatorGoes() throws Exception {
        lookUpMillis = 100;
        for (int client = 1; client <= 3; client++) {
            inject(client, Integer.MAX_VALUE);
        }
        coordinator.await(PATIENCE);

        stop();

        assertEquals(Set.of(1, 2, 3), toldTheEnd);
    }

    @Test
    void oneThatHangsUpDoesNotEndTheOthers() throws Exception {
        inject(1, Integer.MAX_VALUE);
        inject(2, 3);
        inject(3, Integer.MAX_VALUE);

        Coordinator.CoordinatedRun outcome = coordinator.await(PATIENCE);

        assertEquals(Set.of(2), outcome.lost().keySet());
        assertTrue(outcome.steps() > 3, outcome.toString());
        assertFalse(finished.get(2).offered().equals(finished.get(2).step().load()), "the third lacks its share");
        assertEquals(outcome.lost(), lost);
    }

    @Test
    void oneThatIsSilentIsLost() throws Exception {
        inject(1, Integer.MAX_VALUE);
        inject(2, Integer.MAX_VALUE);
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), coordinator.port())) {
            say(silent, new Message.Join(Message.LANGUAGE, 3, 3, "workload", "search"), new Message.Ready(0, 0));

            Coordinator.CoordinatedRun outcome = coordinator.await(PATIENCE);

            assertEquals(Set.of(3), outcome.lost().keySet());
            assertThat(outcome.lost().get(3)).contains("connection lost");
        }
    }

    @Test
    void clockThatIsFarOffIsToldBeforeTheRun() throws Exception {
        inject(1, Integer.MAX_VALUE);
        inject(2, Integer.MAX_VALUE);
        try (Socket ahead = new Socket(InetAddress.getLoopbackAddress(), coordinator.port())) {
            say(ahead, new Message.Join(Message.LANGUAGE, 3, 3, "workload", "search"), new Message.Ready(0, -5000));

            assertTrue(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));

            assertEquals(Set.of(3), clocksOff.keySet());
            assertEquals(-5000.0, clocksOff.get(3), 500.0);
        }
    }

    @Test
    void oneThatTalksNonsenseIsLost() throws Exception {
        inject(1, Integer.MAX_VALUE);
        inject(2, Integer.MAX_VALUE);
        try (Socket odd = new Socket(InetAddress.getLoopbackAddress(), coordinator.port())) {
            say(odd, new Message.Join(Message.LANGUAGE, 3, 3, "workload", "search"), new Message.Ready(0, 0));
            assertTrue(begun.await(10, TimeUnit.SECONDS));
            odd.getOutputStream().write("{\"is\":\"nonsense\"}\n".getBytes(StandardCharsets.UTF_8));

            Coordinator.CoordinatedRun outcome = coordinator.await(PATIENCE);

            assertThat(outcome.lost().get(3)).contains("no message of " + Message.LANGUAGE);
        }
    }

    @Test
    void oneWhoseFiguresCannotBeAddedUpIsLostAndNobodyElse() throws Exception {
        inject(1, Integer.MAX_VALUE);
        inject(2, Integer.MAX_VALUE);
        try (Socket odd = new Socket(InetAddress.getLoopbackAddress(), coordinator.port())) {
            say(odd, new Message.Join(Message.LANGUAGE, 3, 3, "workload", "search"), new Message.Ready(0, 0));
            assertTrue(begun.await(10, TimeUnit.SECONDS));
            say(odd, new Message.Done(1, null, ""));

            Coordinator.CoordinatedRun outcome = coordinator.await(PATIENCE);

            assertEquals(Set.of(3), outcome.lost().keySet());
            assertThat(outcome.lost().get(3)).startsWith("it sent what cannot be used");
            assertEquals(finished.size(), outcome.steps());
        }
    }

    @Test
    void thoseThatDoNotComeAreNamed() throws Exception {
        inject(1, Integer.MAX_VALUE);
        inject(3, Integer.MAX_VALUE);

        Coordinator.CoordinatedRun outcome = coordinator.await(Duration.ofMillis(1500));

        assertEquals(Ending.ABANDONED, outcome.ending());
        assertEquals(Set.of(2), outcome.absent());
    }

    @Test
    void injectorsThatDoNotFitAreRefused() throws Exception {
        assertThat(refusal(4, 3, "workload", "search")).contains("client 4 of 3");
        assertThat(refusal(1, 2, "workload", "search")).contains("waits for 3");
        assertThat(refusal(1, 3, "workload", "other")).contains("settings of the search");
        try (InjectorLink first = join(1, 3, "workload", "search")) {
            assertEquals("run1", first.run());
            assertThat(refusal(1, 3, "workload", "search")).contains("client 1 is there already");
            assertThat(refusal(2, 3, "another workload", "search")).contains("endpoint, payload or headers");
        }
    }

    @Test
    void coordinatorThatIsNotThereIsSaid() throws Exception {
        int port;
        try (ServerSocket nobody = new ServerSocket(0)) {
            port = nobody.getLocalPort();
        }
        IOException told = assertThrows(
                IOException.class,
                () -> InjectorLink.join(
                        InetSocketAddress.createUnresolved("127.0.0.1", port),
                        1,
                        3,
                        "workload",
                        "search",
                        Duration.ofMillis(300)));
        assertThat(told.getMessage()).startsWith("no coordinator at 127.0.0.1:" + port);
    }

    @Test
    void coordinatorThatGoesAwayIsNoticed() throws Exception {
        try (InjectorLink link = join(1, 3, "workload", "search")) {
            assertFalse(link.isLost());
            assertTrue(Math.abs(link.clockOffsetMillis()) <= link.clockErrorMillis() + 1, "it is the same clock");
            coordinator.close();
            long start = System.nanoTime();
            while (!link.isLost() && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(5)) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            assertTrue(link.isLost());
        }
    }

    private String refusal(int client, int count, String workload, String search) {
        return assertThrows(InjectorLink.RejectedException.class, () -> join(client, count, workload, search))
                .getMessage();
    }

    private InjectorLink join(int client, int count, String workload, String search) throws Exception {
        return InjectorLink.join(
                InetSocketAddress.createUnresolved("127.0.0.1", coordinator.port()),
                client,
                count,
                workload,
                search,
                PATIENCE);
    }

    private static void say(Socket socket, Message... messages) throws IOException {
        for (Message message : messages) {
            socket.getOutputStream().write((message.line() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A client that does what it is told; after so many steps it hangs up in the middle of one. */
    private void inject(int client, int steps) {
        Thread thread = new Thread(
                () -> {
                    try (InjectorLink link = join(client, 3, "workload", "search")) {
                        obey(link, client, steps);
                    } catch (Exception e) {
                        failures.add(e);
                    }
                },
                "client-" + client);
        injectors.add(thread);
        thread.start();
    }

    private void obey(InjectorLink link, int client, int steps) throws InterruptedException {
        AtomicInteger step = new AtomicInteger();
        link.ready(
                System.currentTimeMillis(), () -> new Message.Beat(step.get(), List.of(), 0, step.get(), step.get()));
        while (!link.isLost()) {
            Optional<Message> order = link.order();
            if (order.orElse(null) instanceof Message.End) {
                toldTheEnd.add(client);
                return;
            }
            if (order.orElse(null) instanceof Message.Begin begin) {
                starts.computeIfAbsent(begin.label(), label -> Collections.synchronizedList(new ArrayList<>()))
                        .add(System.nanoTime() + Math.round(begin.startsIn() * 1e6));
                if (step.incrementAndGet() == steps) {
                    return;
                }
                Load share = Optional.ofNullable(begin.share()).map(Share::load).orElse(null);
                Message.Done done = SampleStep.done(begin.label(), share);
                link.done(done.step(), done.recorded(), done.noticed());
            }
            TimeUnit.MILLISECONDS.sleep(lookUpMillis);
        }
    }

    private final class Watching implements Coordinator.Watcher {
        @Override
        public void joined(int client, String address) {
            assertThat(address).startsWith("127.0.0.1:");
        }

        @Override
        public void clockIsOff(int client, long differenceMillis) {
            clocksOff.put(client, differenceMillis);
        }

        @Override
        public void begins(NextStep.Run run, Optional<Duration> atMostLeft) {
            begun.countDown();
        }

        @Override
        public void finished(StepStatistics step) {
            finished.add(step);
        }

        @Override
        public void lost(int client, String reason) {
            lost.put(client, reason);
        }
    }
}
