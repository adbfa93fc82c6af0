package io.headroom.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyMillisTest {

    @Test
    void percentilesAreNearestRank() {
        assertEquals(new LatencyMillis(100, 50.5, 50, 95, 99, 100), of(LongStream.rangeClosed(1, 100)));
        assertEquals(new LatencyMillis(10, 5.5, 5, 10, 10, 10), of(LongStream.rangeClosed(1, 10)));
        assertEquals(new LatencyMillis(1, 42, 42, 42, 42, 42), of(LongStream.of(42)));
        assertEquals(new LatencyMillis(2, 15, 10, 20, 20, 20), of(LongStream.of(20, 10)));
    }

    @Test
    void noAnswerHasNoLatency() {
        assertEquals(LatencyMillis.NONE, of(LongStream.empty()));
    }

    @Test
    void percentilesAreExactUpTo2047() {
        Random random = new Random(4);
        for (int i = 0; i < 300; i++) {
            long[] millis = random.longs(1 + random.nextInt(500), 0, 2048).toArray();
            LatencyMillis latency = of(LongStream.of(millis));
            Arrays.sort(millis);
            assertEquals(nearestRank(millis, 50), latency.p50());
            assertEquals(nearestRank(millis, 95), latency.p95());
            assertEquals(nearestRank(millis, 99), latency.p99());
            assertEquals(millis[millis.length - 1], latency.max());
        }
    }

    @Test
    void percentilesAreWithinATenthOfAPercentAbove() {
        for (long millis = 2048; millis < 100_000; millis += 17) {
            LatencyMillis latency = of(LongStream.of(millis));
            assertTrue(1000 * Math.abs(latency.p50() - millis) <= millis, "p50 of " + millis);
            assertTrue(1000 * Math.abs(latency.max() - millis) <= millis, "largest of " + millis);
        }
    }

    private static long nearestRank(long[] sorted, int percent) {
        int rank = (percent * sorted.length + 99) / 100;
        return sorted[rank - 1];
    }

    private static LatencyMillis of(LongStream millis) {
        Histogram histogram = new Histogram(3);
        millis.forEach(histogram::recordValue);
        return LatencyMillis.of(histogram);
    }
}
