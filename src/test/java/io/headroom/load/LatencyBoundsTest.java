package io.headroom.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.LatencyMillis.Bounds;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyBoundsTest {

    /** 400 answers, of 1 to 400 ms, count as 25 independent ones: the median has the ranks 12.5 ± 4.9, so 7 and 19. */
    @Test
    void boundsAreTheOrderStatisticsWorkedOutByHand() {
        Histogram histogram = new Histogram(3);
        for (int millis = 1; millis <= 400; millis++) {
            histogram.recordValue(millis);
        }
        LatencyMillis latency = LatencyMillis.withBounds(histogram);

        assertEquals(new Bounds(112, 304), latency.p50Bounds());
        assertEquals(200, latency.p50());
        assertEquals(new Bounds(336, Long.MAX_VALUE), latency.p95Bounds(), "rank 27 of 25 was not seen");
    }

    @Test
    void fewAnswersBoundNothing() {
        Histogram histogram = new Histogram(3);
        histogram.recordValue(50);
        assertEquals(Bounds.UNKNOWN, LatencyMillis.withBounds(histogram).p50Bounds());
        assertEquals(LatencyMillis.NONE, LatencyMillis.withBounds(new Histogram(3)));
    }

    /**
     * Answers of a queue are correlated: 2,520 Poisson arrivals, as at a target, to pods of 50 ms. A gate passes too
     * easily if the upper bound lies below the true percentile, which comes from a million arrivals.
     */
    @ParameterizedTest
    @CsvSource({"12, 0.7, false", "4, 0.7, true", "1, 0.7, true", "1, 0.7, false", "4, 0.8, false"})
    void upperBoundsAreSeldomBelowTheTruthOfAQueue(int pods, double load, boolean exponential) {
        Queue queue = new Queue(pods, load, exponential, new Random(7));
        LatencyMillis truth = LatencyMillis.of(histogram(queue.waits(1_000_000)));
        int repetitions = 400;
        int low50 = 0;
        int low95 = 0;
        for (int repetition = 0; repetition < repetitions; repetition++) {
            LatencyMillis latency = LatencyMillis.withBounds(histogram(queue.waits(2520)));
            low50 += latency.p50Bounds().high() < truth.p50() ? 1 : 0;
            low95 += latency.p95Bounds().high() < truth.p95() ? 1 : 0;
            assertTrue(latency.p95Bounds().high() < Long.MAX_VALUE, "2,520 are enough for a bound of p95");
        }
        assertTrue(low50 <= 0.025 * repetitions, "p50: " + low50 + " of " + repetitions);
        assertTrue(low95 <= 0.025 * repetitions, "p95: " + low95 + " of " + repetitions);
    }

    private static Histogram histogram(long[] millis) {
        Histogram histogram = new Histogram(3);
        Arrays.stream(millis).forEach(histogram::recordValue);
        return histogram;
    }

    /**
     * First come, first served by the pod that is free first. The queue stays as it was at the end of the last calls.
     */
    private static final class Queue {

        private static final int SERVICE_MILLIS = 50;

        private final PriorityQueue<Double> free = new PriorityQueue<>();
        private final double meanGap;
        private final boolean exponential;
        private final Random random;
        private double now;

        Queue(int pods, double load, boolean exponential, Random random) {
            for (int pod = 0; pod < pods; pod++) {
                free.add(0.0);
            }
            this.meanGap = SERVICE_MILLIS / (load * pods);
            this.exponential = exponential;
            this.random = random;
        }

        /** Returns the time from arrival to answer, in milliseconds. */
        long[] waits(int arrivals) {
            long[] waits = new long[arrivals];
            for (int i = 0; i < arrivals; i++) {
                now += exponential(meanGap);
                double service = exponential ? exponential(SERVICE_MILLIS) : SERVICE_MILLIS;
                double end = Math.max(now, free.remove()) + service;
                free.add(end);
                waits[i] = Math.round(end - now);
            }
            return waits;
        }

        private double exponential(double mean) {
            return -mean * Math.log(1 - random.nextDouble());
        }
    }
}
