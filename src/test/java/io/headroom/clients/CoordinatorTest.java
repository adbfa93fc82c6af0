package io.headroom.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.plan.IdlePolling;
import io.headroom.plan.NextStep;
import io.headroom.plan.NextStep.Ending;
import io.headroom.plan.PlanSettings;
import io.headroom.plan.TimeLeft;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real connections on this machine, with short waits; the injectors' requests are made up. */
@Timeout(60)
@Isolated // silence is told from work by the clock: other tests would make its clients seem silent
class CoordinatorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration REQUEST_TIMEOUT = Duration.ofMillis(100);

    /** Time to the start of a step. The time in which idle virtual users notice it is taken off, since there are none. */
    private static final Duration LEAD = Duration.ofMillis(10).minus(IdlePolling.every(1));

    private static final CoordinatorTiming SHORT =
            new CoordinatorTiming(LEAD, LEAD, Duration.ofSeconds(10), Connection.SILENCE, Duration.ofMillis(200));

    private final Map<Integer, String> dropped = new ConcurrentHashMap<>();
    private final Map<Integer, Long> differentClocks = new ConcurrentHashMap<>();
    private final List<StepStatistics> finished = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> injectors = new ArrayList<>();

    private final Set<Integer> toldTheEnd = ConcurrentHashMap.newKeySet();

    /** How long clients wait between two looks for an order. */
    private volatile long pollMillis = 1;

    /** The start of every step at each client, by its label, on the one clock that all share here. */
    private final Map<String, List<Long>> starts = new ConcurrentHashMap<>();

    private final CountDownLatch begun = new CountDownLatch(1);
    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

    private Coordinator coordinator;

    @BeforeEach
    void start() throws Exception {
        coordinator = coordinator(SHORT);
    }

    /** Every step is planned for 10 ms, so that one that hangs is overdue soon. */
    private static PlanSettings settings() throws Exception {
        Map<String, String> settings = new TreeMap<>(Map.of("clients.count", "3", "search.step.settling", "0 s"));
        List.of(
                        "search.step.minimum",
                        "search.step.boundary",
                        "search.step.maximum",
                        "hold.duration",
                        "target.duration")
                .forEach(length -> settings.put(length, "10 ms"));
        return SamplePlans.of(settings);
    }

    private Coordinator coordinator(CoordinatorTiming timing) throws Exception {
        return coordinator(timing, new Listener());
    }

    private static Coordinator coordinator(CoordinatorTiming timing, CoordinatorListener listener) throws Exception {
        return Coordinator.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new CoordinatorSettings("run1", "search", settings(), REQUEST_TIMEOUT),
                timing,
                listener);
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
        assertEquals(Map.of(), outcome.dropped());
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
        coordinator.close();
        coordinator = coordinator(new CoordinatorTiming(
                SHORT.firstLead(), SHORT.lead(), SHORT.overdue(), SHORT.silence(), Duration.ofSeconds(5)));
        pollMillis = 20;
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

        assertEquals(Set.of(2), outcome.dropped().keySet());
        assertTrue(outcome.steps() > 3, outcome.toString());
        assertFalse(finished.get(2).offered().equals(finished.get(2).step().load()), "the third lacks its share");
        assertEquals(outcome.dropped(), dropped);
    }

    @Test
    void oneThatIsSilentIsDropped() throws Exception {
        coordinator.close();
        coordinator = coordinator(new CoordinatorTiming(
                SHORT.firstLead(), SHORT.lead(), SHORT.overdue(), Duration.ofSeconds(4), SHORT.closing()));
        inject(1, Integer.MAX_VALUE);
        inject(2, Integer.MAX_VALUE);
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), coordinator.port())) {
            say(silent, new Message.Join(Message.PROTOCOL, 3, 3, "workload", "search"), readyNow(0));

            Coordinator.CoordinatedRun outcome = coordinator.await(PATIENCE);

            assertEquals(Set.of(3), outcome.dropped().keySet());
            assertThat(outcome.dropped().get(3)).contains("connection lost");
        }
    }

    @Test
    void oneThatAnswersButDoesNotFinishAStepIsDropped() throws Exception {
        coordinator.close();
        coordinator = coordinator(new CoordinatorTiming(
                SHORT.firstLead(), SHORT.lead(), Duration.ofSeconds(5), SHORT.silence(), SHORT.closing()));
        inject(1, Integer.MAX_VALUE);
        inject(2, Integer.MAX_VALUE);
        try (InjectorLink idle = join(3, 3, "workload", "search")) {
            idle.ready(System.currentTimeMillis(), () -> new Message.Beat(1, Map.of(), 0, 1, 1));

            Coordinator.CoordinatedRun outcome = coordinator.await(PATIENCE);

            assertEquals(Map.of(3, "it did not finish step 1"), outcome.dropped());
        }
    }

    @Test
    void clockThatDiffersMuchIsReportedBeforeTheRun() throws Exception {
        inject(1, Integer.MAX_VALUE);
        inject(2, Integer.MAX_VALUE);
        try (Socket ahead = new Socket(InetAddress.getLoopbackAddress(), coordinator.port())) {
            say(ahead, new Message.Join(Message.PROTOCOL, 3, 3, "workload", "search"), readyNow(-5000));

            assertTrue(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));

            assertEquals(Set.of(3), differentClocks.keySet());
            assertEquals(-5000.0, differentClocks.get(3), 500.0);
        }
    }

    @Test
    void oneThatSendsNonsenseIsDropped() throws Exception {
        inject(1, Integer.MAX_VALUE);
        inject(2, Integer.MAX_VALUE);
        try (Socket odd = new Socket(InetAddress.getLoopbackAddress(), coordinator.port())) {
            say(odd, new Message.Join(Message.PROTOCOL, 3, 3, "workload", "search"), readyNow(0));
            assertTrue(begun.await(10, TimeUnit.SECONDS));
            odd.getOutputStream().write("{\"is\":\"nonsense\"}\n".getBytes(StandardCharsets.UTF_8));

            Coordinator.CoordinatedRun outcome = coordinator.await(PATIENCE);

            assertThat(outcome.dropped().get(3)).contains("not a message of " + Message.PROTOCOL);
        }
    }

    @Test
    void oneWhoseFiguresCannotBeAddedUpIsDroppedAndNobodyElse() throws Exception {
        inject(1, Integer.MAX_VALUE);
        inject(2, Integer.MAX_VALUE);
        try (Socket odd = new Socket(InetAddress.getLoopbackAddress(), coordinator.port())) {
            say(odd, new Message.Join(Message.PROTOCOL, 3, 3, "workload", "search"), readyNow(0));
            assertTrue(begun.await(10, TimeUnit.SECONDS));
            odd.getOutputStream()
                    .write("{\"is\":\"done\",\"step\":1,\"recorded\":null,\"noticed\":null}\n"
                            .getBytes(StandardCharsets.UTF_8));

            Coordinator.CoordinatedRun outcome = coordinator.await(PATIENCE);

            assertEquals(Set.of(3), outcome.dropped().keySet());
            assertThat(outcome.dropped().get(3)).startsWith("it sent a message that cannot be used");
            assertEquals(finished.size(), outcome.steps());
        }
    }

    /** A count that is missing fails before it is stored, so that the beats of the others can still be added up. */
    @ParameterizedTest
    @ValueSource(strings = {"null", "-1", "9223372036854775807"})
    void oneWhoseBeatCannotBeCountedIsDroppedAndNobodyElse(String count) throws Exception {
        inject(1, Integer.MAX_VALUE);
        inject(2, Integer.MAX_VALUE);
        try (Socket odd = new Socket(InetAddress.getLoopbackAddress(), coordinator.port())) {
            say(odd, new Message.Join(Message.PROTOCOL, 3, 3, "workload", "search"), readyNow(0));
            assertTrue(begun.await(10, TimeUnit.SECONDS));
            String beat = "{\"is\":\"beat\",\"step\":1,\"counts\":{\"OK\":" + count
                    + "},\"refused\":0,\"sent\":1,\"answered\":1}\n";
            odd.getOutputStream().write(beat.getBytes(StandardCharsets.UTF_8));

            Coordinator.CoordinatedRun outcome = coordinator.await(PATIENCE);

            assertEquals(Set.of(3), outcome.dropped().keySet());
            assertThat(outcome.dropped().get(3)).contains("OK = " + count);
            assertEquals(Ending.COMPLETE, outcome.ending());
        }
    }

    @Test
    void closedCoordinatorHasAnOutcome() throws Exception {
        coordinator.close();

        assertEquals(Ending.INTERRUPTED, coordinator.await(PATIENCE).ending());
    }

    /** Without this, nobody would be told that the run cannot go on. */
    @ParameterizedTest
    @ValueSource(strings = {"joined", "begins"})
    void failureOfTheCoordinatorItselfEndsTheWait(String event) throws Exception {
        assertThat(failure(event, false))
                .startsWith(
                        "an unexpected error in Headroom itself (IllegalStateException in CoordinatorTest.java, line ");
    }

    @Test
    void failureWhenAnInjectorDropsOutEndsTheWait() throws Exception {
        assertThat(failure("droppedOut", true)).contains("(IllegalStateException in CoordinatorTest.java, line ");
    }

    private String failure(String event, boolean oneHangsUp) throws Exception {
        coordinator.close();
        coordinator = coordinator(SHORT, new Failing(event));
        try (Socket first = ready(1);
                Socket second = ready(2);
                Socket third = ready(3)) {
            if (oneHangsUp) {
                first.shutdownOutput();
            }
            assertTrue(second.isConnected() && third.isConnected());

            Coordinator.CoordinatedRun outcome = coordinator.await(PATIENCE);

            assertEquals(Ending.FAILED, outcome.ending());
            return outcome.failure().orElseThrow();
        }
    }

    private static Message.Ready readyNow(double clockOffsetMillis) {
        return new Message.Ready(System.currentTimeMillis(), clockOffsetMillis);
    }

    private Socket ready(int client) throws IOException {
        Socket injector = new Socket(InetAddress.getLoopbackAddress(), coordinator.port());
        say(injector, new Message.Join(Message.PROTOCOL, client, 3, "workload", "search"), readyNow(0));
        return injector;
    }

    @Test
    void thoseThatNeverJoinAreNamed() throws Exception {
        inject(1, Integer.MAX_VALUE);
        inject(3, Integer.MAX_VALUE);

        Coordinator.CoordinatedRun outcome = coordinator.await(Duration.ofMillis(300));

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
            assertThat(refusal(1, 3, "workload", "search")).contains("client 1 has already joined");
            assertThat(refusal(2, 3, "another workload", "search")).contains("endpoint, payload or headers");
        }
    }

    /** The line is that of the version before, byte for byte. */
    @Test
    void injectorOfAnotherVersionIsRefusedByName() throws Exception {
        try (Socket old = new Socket(InetAddress.getLoopbackAddress(), coordinator.port())) {
            String join = "{\"is\":\"join\",\"language\":\"headroom-clients/2\",\"client\":1,\"count\":3,"
                    + "\"fingerprint\":\"workload\",\"search\":\"search\"}\n";
            old.getOutputStream().write(join.getBytes(StandardCharsets.UTF_8));

            String answer =
                    new BufferedReader(new InputStreamReader(old.getInputStream(), StandardCharsets.UTF_8)).readLine();

            assertThat(answer).startsWith("{\"is\":\"refused\",\"reason\":\"");
            assertThat(answer).contains("it speaks headroom-clients/2");
            assertThat(answer).contains("the coordinator speaks headroom-clients/7");
            assertThat(answer).contains("run the same version of Headroom on all machines");
        }
    }

    @Test
    void coordinatorThatCannotBeReachedIsNamed() throws Exception {
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
                        Duration.ZERO,
                        REQUEST_TIMEOUT));
        assertThat(told.getMessage()).startsWith("no coordinator at 127.0.0.1:" + port);
    }

    @Test
    void coordinatorThatDisappearsIsNoticed() throws Exception {
        try (InjectorLink link = join(1, 3, "workload", "search")) {
            assertFalse(link.isDisconnected());
            assertTrue(Math.abs(link.clockOffsetMillis()) <= link.clockErrorMillis() + 1, "it is the same clock");
            coordinator.close();
            long start = System.nanoTime();
            while (!link.isDisconnected() && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(5)) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            assertTrue(link.isDisconnected());
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
                PATIENCE,
                REQUEST_TIMEOUT);
    }

    private static void say(Socket socket, Message... messages) throws IOException {
        String lines = Stream.of(messages).map(message -> message.line() + "\n").collect(Collectors.joining());
        // in one piece: between two of them a busy machine could let so much time pass that the coordinator hangs up
        socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
    }

    /** Starts a client that follows orders; it hangs up when it has begun that many steps. */
    private void inject(int client, int steps) {
        Thread thread = new Thread(
                () -> {
                    try (InjectorLink link = join(client, 3, "workload", "search")) {
                        follow(link, client, steps);
                    } catch (Exception e) {
                        failures.add(e);
                    }
                },
                "client-" + client);
        injectors.add(thread);
        thread.start();
    }

    private void follow(InjectorLink link, int client, int steps) throws InterruptedException {
        AtomicInteger step = new AtomicInteger();
        link.ready(System.currentTimeMillis(), () -> new Message.Beat(step.get(), Map.of(), 0, step.get(), step.get()));
        while (!link.isDisconnected()) {
            Optional<Message> order = link.order();
            if (order.orElse(null) instanceof Message.End) {
                toldTheEnd.add(client);
                return;
            }
            if (order.orElse(null) instanceof Message.Begin begin) {
                starts.computeIfAbsent(begin.label(), label -> Collections.synchronizedList(new ArrayList<>()))
                        .add(System.nanoTime() + Math.round(begin.startsInMillis() * 1e6));
                if (step.incrementAndGet() == steps) {
                    return;
                }
                Step ordered = begin.run().step();
                link.done(
                        ordered,
                        SampleStep.measured(ordered, begin.share().asLoad()).recorded(),
                        SampleStep.calm());
            }
            TimeUnit.MILLISECONDS.sleep(pollMillis);
        }
    }

    /** Fails when it is told of one kind of event. */
    private static final class Failing implements CoordinatorListener {

        private final String event;

        private Failing(String event) {
            this.event = event;
        }

        private void happens(String now) {
            if (now.equals(event)) {
                throw new IllegalStateException(now);
            }
        }

        @Override
        public void joined(int client, String address) {
            happens("joined");
        }

        @Override
        public void clockDiffers(int client, long differenceMillis) {
            happens("clockDiffers");
        }

        @Override
        public void begins(NextStep.Run run, Optional<TimeLeft> timeLeft) {
            happens("begins");
        }

        @Override
        public void finished(StepStatistics step) {
            happens("finished");
        }

        @Override
        public void droppedOut(int client, String reason) {
            happens("droppedOut");
        }
    }

    private final class Listener implements CoordinatorListener {
        @Override
        public void joined(int client, String address) {
            assertThat(address).startsWith("127.0.0.1:");
        }

        @Override
        public void clockDiffers(int client, long differenceMillis) {
            differentClocks.put(client, differenceMillis);
        }

        @Override
        public void begins(NextStep.Run run, Optional<TimeLeft> timeLeft) {
            begun.countDown();
        }

        @Override
        public void finished(StepStatistics step) {
            finished.add(step);
        }

        @Override
        public void droppedOut(int client, String reason) {
            dropped.put(client, reason);
        }
    }
}
