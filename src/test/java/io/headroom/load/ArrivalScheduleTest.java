package io.headroom.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Load.Arrivals;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalScheduleTest {

    private static final double NANOS = 1e9;

    @Test
    void noRequestIsDueBeforeTheOneBeforeIt() {
        Random random = new Random(3);
        for (int i = 0; i < 100; i++) {
            double rate = Math.pow(10, random.nextDouble() * 5 - 1);
            Spacing spacing = random.nextBoolean() ? Spacing.POISSON : Spacing.CONSTANT;
            long[] due = firstOf(rate, spacing, i, 500);
            assertArrayEquals(LongStream.of(due).sorted().toArray(), due, spacing + " at " + rate);
            assertTrue(due[0] >= 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5, 2000000000", "168, 5952381", "600, 1666667", "1000, 1000000"})
    void constantArrivalsAreEvenlySpacedAndDoNotDrift(double rate, long spacing) {
        long[] due = firstOf(rate, Spacing.CONSTANT, 1, 1001);
        assertEquals(0, due[0]);
        assertEquals(spacing, due[1]);
        assertEquals(Math.round(1000 / rate * NANOS), due[1000]);
    }

    /** Blocks are one second long, or as long as ten arrivals take. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 20, 10",
        "0.5, 200, 100",
        "16.8, 5, 84",
        "16.8, 1, 17",
        "16.8, 2, 34",
        "16.8, 3, 50",
        "16.8, 100, 1680",
        "168, 1, 168",
        "168, 30, 5040",
        "600, 1, 600",
        "600, 20, 12000"
    })
    void poissonArrivalsComeToExactlyTheRateInWholeBlocks(double rate, double seconds, int arrivals) {
        for (int seed = 0; seed < 20; seed++) {
            long[] due = firstOf(rate, Spacing.POISSON, seed, arrivals + 1);
            assertTrue(due[arrivals - 1] <= seconds * NANOS, "number " + arrivals + " is due too late");
            assertTrue(due[arrivals] >= seconds * NANOS, "one too many in " + seconds + " s");
        }
    }

    /** The gaps between n uniform times vary by √(n/(n+2)): 0.997 for 300. */
    @ParameterizedTest
    @ValueSource(doubles = {300, 600, 3000})
    void poissonArrivalsAreAsBurstyAsIndependentCallers(double rate) {
        int perBlock = (int) rate;
        for (int seed = 0; seed < 5; seed++) {
            long[] due = firstOf(rate, Spacing.POISSON, seed, perBlock * 10);
            double sum = 0;
            for (int block = 0; block < 10; block++) {
                sum += variationOfGaps(Arrays.copyOfRange(due, block * perBlock, (block + 1) * perBlock));
            }
            assertEquals(1, sum / 10, 0.06);
        }
    }

    @Test
    void sameSeedGivesTheSameScheduleAndAnotherSeedAnother() {
        long[] due = firstOf(168, Spacing.POISSON, 7, 1000);
        assertArrayEquals(due, firstOf(168, Spacing.POISSON, 7, 1000));
        assertFalse(Arrays.equals(due, firstOf(168, Spacing.POISSON, 8, 1000)));
    }

    private static long[] firstOf(double rate, Spacing spacing, long seed, int count) {
        ArrivalSchedule schedule = new ArrivalSchedule(new Arrivals(rate, spacing), seed);
        return LongStream.generate(schedule::nextNanos).limit(count).toArray();
    }

    private static double variationOfGaps(long[] due) {
        double[] gaps = new double[due.length - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = due[i + 1] - due[i];
        }
        double mean = Arrays.stream(gaps).average().orElseThrow();
        double variance = Arrays.stream(gaps)
                .map(gap -> (gap - mean) * (gap - mean))
                .average()
                .orElseThrow();
        return Math.sqrt(variance) / mean;
    }
}
