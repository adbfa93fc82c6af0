package io.headroom.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PodsRoutingTest {

    private static final SampleStandIn SAMPLE = SampleStandIn.taking(Duration.ofMillis(50));
    private static final long SECOND = 1_000_000_000;

    @ParameterizedTest
    @CsvSource({"12, 1, 2, 36", "1, 1, 0, 1", "3, 4, 5, 27", "12, 8, 0, 96"})
    void leastBusyRefusesTheFirstRequestThatNoPodHasRoomFor(int pods, int concurrency, int queue, int taken) {
        SampleStandIn sample = SAMPLE.withPods(pods, concurrency, queue);
        assertEquals(taken, sample.settings().callersWithoutRefusals());
        assertEquals(taken, takenAtOnce(sample, 1));
    }

    @Test
    void roundRobinRefusesWhenTheNextPodIsFullThoughAnotherIsNot() {
        SampleStandIn sample = SAMPLE.withPods(2, 1, 0).withRouting(Routing.ROUND_ROBIN);
        Pods pods = new Pods(sample.settings(), 0, 1);
        long later = SECOND / 40; // 25 ms: half a latency
        assertTrue(pods.offer(0) instanceof Pods.PodAnswer.Scored); // first pod, until 50 ms
        assertTrue(pods.offer(later) instanceof Pods.PodAnswer.Scored); // second pod, until 75 ms
        assertEquals(new Pods.PodAnswer.Refused(503), pods.offer(later + 1)); // first pod again: the turn is used up
        assertEquals(new Pods.PodAnswer.Refused(503), pods.offer(2 * later)); // second pod, though the first is free
        assertTrue(pods.offer(2 * later) instanceof Pods.PodAnswer.Scored); // first pod
    }

    @Test
    void randomRefusesEarlierThanLeastBusy() {
        for (int seed = 0; seed < 100; seed++) {
            int taken = takenAtOnce(SAMPLE.withRouting(Routing.RANDOM), seed);
            assertTrue(taken >= 3 && taken < 36, "refuses after " + taken);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyRoutingSharesTheLoadAmongIdlePods(Routing routing) {
        assertEquals(0.25, badGatewayShare(routing, 3), 0.02);
        assertEquals(0.5, badGatewayShare(routing, 6), 0.02);
        assertEquals(1, badGatewayShare(routing, 12));
        assertEquals(0, badGatewayShare(SAMPLE.withRouting(routing)));
    }

    @Test
    void failureLastsFromItsBeginningUntilItsEnd() {
        Failure failure = new Failure(12, Failure.Mode.BAD_GATEWAY, Duration.ofSeconds(10), Duration.ofSeconds(5));
        Pods pods = new Pods(SAMPLE.withFailure(failure).settings(), 7 * SECOND, 1);
        assertEquals(Optional.empty(), pods.failure(17 * SECOND - 1));
        assertEquals(Optional.of(failure), pods.failure(17 * SECOND));
        assertEquals(new Pods.PodAnswer.Failed(502), pods.offer(17 * SECOND));
        assertEquals(Optional.of(failure), pods.failure(22 * SECOND - 1));
        assertEquals(Optional.empty(), pods.failure(22 * SECOND));
        assertFalse(pods.offer(22 * SECOND) instanceof Pods.PodAnswer.Failed);
    }

    @Test
    void refusedConnectionsAreNoBadGateway() {
        Failure failure = new Failure(12, Failure.Mode.CONNECTION_REFUSED, Duration.ZERO, Duration.ofSeconds(5));
        assertEquals(Optional.empty(), new Pods(SAMPLE.withFailure(failure).settings(), 0, 1).failure(SECOND));
    }

    private static int takenAtOnce(SampleStandIn sample, long seed) {
        Pods pods = new Pods(sample.settings(), 0, seed);
        int taken = 0;
        while (pods.offer(0) instanceof Pods.PodAnswer.Scored) {
            taken++;
        }
        return taken;
    }

    private static double badGatewayShare(Routing routing, int failing) {
        Failure failure = new Failure(failing, Failure.Mode.BAD_GATEWAY, Duration.ZERO, Duration.ofDays(1));
        return badGatewayShare(SAMPLE.withRouting(routing).withFailure(failure));
    }

    /** Sends ten thousand requests, each when the one before it is answered. */
    private static double badGatewayShare(SampleStandIn sample) {
        Pods pods = new Pods(sample.settings(), 0, 1);
        int badGateway = 0;
        for (int i = 0; i < 10_000; i++) {
            badGateway += pods.offer(i * SECOND) instanceof Pods.PodAnswer.Failed ? 1 : 0;
        }
        return badGateway / 10_000.0;
    }
}
