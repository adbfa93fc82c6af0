package io.headroom.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests in virtual time: hours of overload take milliseconds. */
class PodsCapacityTest {

    private static final long SECOND = 1_000_000_000;

    /** Checks the published table of 12 pods, and some more rows. */
    @ParameterizedTest
    @CsvSource({
        "12, 1, 20, 600",
        "12, 1, 500, 24",
        "12, 1, 1000, 12",
        "12, 1, 50, 240",
        "3, 4, 100, 120",
        "1, 1, 250, 4"
    })
    void overloadIsServedAtExactlyTheCapacity(int pods, int concurrency, long millis, double capacity) {
        SampleStandIn sample = SampleStandIn.taking(Duration.ofMillis(millis)).withPods(pods, concurrency, 2);
        assertEquals(capacity, sample.settings().capacityPerSecond(), 1e-9);
        assertEquals(capacity, served(sample, capacity), capacity / 1000);
    }

    @ParameterizedTest
    @CsvSource({"20, 0.3", "20, 1", "500, 0.5"})
    void variationDoesNotChangeTheCapacity(long millis, double variation) {
        SampleStandIn sample = SampleStandIn.taking(Duration.ofMillis(millis)).withVariation(variation);
        double capacity = sample.settings().capacityPerSecond();
        assertEquals(capacity, served(sample, capacity), capacity * 0.02);
    }

    @Test
    void latencyVariesByTheConfiguredCoefficient() {
        Pods pods = pods(
                SampleStandIn.taking(Duration.ofMillis(20)).withPods(1, 1, 0).withVariation(0.5));
        double sum = 0;
        double squares = 0;
        int requests = 100_000;
        for (long i = 0; i < requests; i++) {
            long now = i * 10 * SECOND;
            double seconds = (finish(pods, now) - now) / 1e9;
            sum += seconds;
            squares += seconds * seconds;
        }
        double mean = sum / requests;
        assertEquals(0.020, mean, 0.0002);
        assertEquals(0.5, Math.sqrt(squares / requests - mean * mean) / mean, 0.02);
    }

    @Test
    void coldPodsStartAtThreeTimesTheLatencyAndEndExactlyAtIt() {
        Pods pods = pods(SampleStandIn.taking(Duration.ofMillis(100)).withColdStart(Duration.ofSeconds(10)));
        assertEquals(millis(300), finish(pods, 0));
        assertEquals(5 * SECOND + millis(200), finish(pods, 5 * SECOND));
        assertEquals(10 * SECOND + millis(100), finish(pods, 10 * SECOND));
        assertEquals(99 * SECOND + millis(100), finish(pods, 99 * SECOND));
        long before = millis(300);
        for (long now = 1; now < 10; now++) {
            long latency = finish(pods, 100 * now + now * SECOND) - 100 * now - now * SECOND;
            assertTrue(latency < before, "after " + now + " s");
            before = latency;
        }
    }

    @Test
    void queuedRequestIsFinishedOneLatencyAfterTheOneBeforeIt() {
        Pods pods = pods(SampleStandIn.taking(Duration.ofMillis(100)).withPods(1, 1, 2));
        assertEquals(millis(100), finish(pods, 0));
        assertEquals(millis(200), finish(pods, millis(30)));
        assertEquals(millis(300), finish(pods, millis(60)));
        assertEquals(new Pods.PodAnswer.Refused(503), pods.offer(millis(99)));
        assertEquals(millis(400), finish(pods, millis(100)));
    }

    /** Returns the successes per second over ten thousand latencies, when 1.5 times the capacity arrives evenly spaced. */
    private static double served(SampleStandIn sample, double capacity) {
        Pods pods = pods(sample);
        long end = sample.latency().toNanos() * 10_000;
        double gap = 1e9 / (1.5 * capacity);
        long finished = 0;
        for (long i = 0; i * gap < end; i++) {
            boolean inTime = pods.offer(Math.round(i * gap)) instanceof Pods.PodAnswer.Scored scored
                    && scored.finishNanos() < end;
            finished += inTime ? 1 : 0;
        }
        return finished * 1e9 / end;
    }

    private static Pods pods(SampleStandIn sample) {
        return new Pods(sample.settings(), 0, 1);
    }

    private static long finish(Pods pods, long nowNanos) {
        return ((Pods.PodAnswer.Scored) pods.offer(nowNanos)).finishNanos();
    }

    private static long millis(long millis) {
        return millis * 1_000_000;
    }
}
