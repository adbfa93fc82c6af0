package io.headroom.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.endtoend.NeedsQuiet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks in real time and over HTTP that 1.5 times the capacity does not move the goodput away from the capacity. */
@NeedsQuiet
@Isolated("it measures how much the stand-in can do")
class StandInCapacityIT {

    private static final int PODS = 12;
    private static final double OVERLOAD = 1.5;
    private static final int CALLERS = 80;
    private static final byte[] REQUEST =
            "POST /score HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                    .getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({"20, 600, 4000", "500, 24, 15000"})
    void overloadedItServesItsCapacityWithinOnePerCent(long latencyMillis, double truth, long windowMillis)
            throws Exception {
        StandInSettings settings = SampleStandIn.taking(Duration.ofMillis(latencyMillis))
                .withPods(PODS, 1, 2)
                .settings();
        assertEquals(truth, settings.capacityPerSecond(), 1e-9);
        try (StandIn standIn = StandIn.start(settings, Optional.empty())) {
            long warmUpNanos = Duration.ofMillis(4 * latencyMillis + 1000).toNanos();
            long windowNanos = Duration.ofMillis(windowMillis).toNanos();
            long served = overload(standIn, truth * OVERLOAD, warmUpNanos, windowNanos);
            assertTrue(standIn.tally().refused() > 0, "it was overloaded");
            assertEquals(truth, served * 1e9 / windowNanos, 0.01 * truth);
        }
    }

    /** Sends at a constant rate, and counts the answers of status 200 in the window after the warm-up. */
    private static long overload(StandIn standIn, double perSecond, long warmUpNanos, long windowNanos)
            throws InterruptedException {
        AtomicLong sent = new AtomicLong();
        LongAdder served = new LongAdder();
        long start = System.nanoTime();
        long from = start + warmUpNanos;
        long until = from + windowNanos;
        Runnable caller = () -> {
            try (Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), standIn.url().getPort())) {
                socket.setTcpNoDelay(true);
                BufferedReader answers =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                while (System.nanoTime() < until) {
                    long due = start + Math.round(sent.getAndIncrement() * 1e9 / perSecond);
                    while (System.nanoTime() < due) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                    socket.getOutputStream().write(REQUEST);
                    boolean ok = isOk(answers);
                    long now = System.nanoTime();
                    if (ok && now >= from && now < until) {
                        served.increment();
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        List<Thread> callers =
                Stream.generate(() -> new Thread(caller)).limit(CALLERS).toList();
        callers.forEach(Thread::start);
        for (Thread thread : callers) {
            thread.join();
        }
        return served.sum();
    }

    /** Reads one answer: status line, headers, and a body that is one line without an end. */
    private static boolean isOk(BufferedReader answers) throws IOException {
        boolean ok = answers.readLine().contains(" 200 ");
        int length = 0;
        for (String line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
            if (line.startsWith("content-length: ")) {
                length = Integer.parseInt(line.substring("content-length: ".length()));
            }
        }
        assertEquals(length, answers.skip(length));
        return ok;
    }
}
