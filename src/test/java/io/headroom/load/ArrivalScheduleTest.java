package io.headroom.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Load.Arrivals;
import java.time.Duration;
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
    @ValueSource(strings = {"POISSON", "CONSTANT"})
    void dueRequestsAreCountedWhetherOrNotTheyWereAskedFor(Spacing spacing) {
        ArrivalSchedule schedule =
                new ArrivalSchedule(new Arrivals(100, spacing), Duration.ofSeconds(1), Duration.ofSeconds(4), 7);
        long second = Duration.ofSeconds(1).toNanos();

        assertEquals(400, schedule.dueBetween(second, 5 * second));
        long[] asked = LongStream.generate(schedule::nextNanos).limit(500).toArray();
        long from = 3 * second / 2;
        long until = 4 * second;
        assertEquals(
                LongStream.of(asked).filter(due -> due >= from && due < until).count(),
                schedule.dueBetween(from, until));
    }

    /** The number in a window of a Poisson process has its mean for a variance: 400, known within 9 % (2 deviations) from 1000 windows. */
    @Test
    void numberOfArrivalsCanBeLeftToChance() {
        double sum = 0;
        double squares = 0;
        int windows = 1000;
        for (int seed = 0; seed < windows; seed++) {
            ArrivalSchedule schedule = ArrivalSchedule.byChance(
                    new Arrivals(100, Spacing.POISSON), Duration.ofSeconds(1), Duration.ofSeconds(4), seed);
            long due = schedule.dueBetween(
                    Duration.ofSeconds(1).toNanos(), Duration.ofSeconds(5).toNanos());
            sum += due;
            squares += (double) due * due;
        }
        double mean = sum / windows;
        assertEquals(400, mean, 2);
        assertEquals(400, squares / windows - mean * mean, 40);
    }

    /** Clients take turns: with two of them, the second one sends half a gap later. */
    @Test
    void clientsTakeTurnsAlsoWhereChanceDecidesHowManyArrive() {
        Load constant = new Arrivals(100, Spacing.CONSTANT);
        ArrivalSchedule second = constant.scheduleByChance(Duration.ofSeconds(1), Duration.ofSeconds(4), 1, 0.5)
                .orElseThrow();

        assertEquals(5_000_000, second.nextNanos());
        assertEquals(15_000_000, second.nextNanos());
        assertTrue(new Load.Callers(1)
                .scheduleByChance(Duration.ZERO, Duration.ofSeconds(1), 1, 0)
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"0.5, 2000000000", "168, 5952381", "600, 1666667", "1000, 1000000"})
    void constantArrivalsAreEvenlySpacedAndDoNotDrift(double rate, long spacing) {
        long[] due = firstOf(rate, Spacing.CONSTANT, 1, 1001);
        assertEquals(0, due[0]);
        assertEquals(spacing, due[1]);
        assertEquals(Math.round(1000 / rate * NANOS), due[1000]);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 200, 100", "16.8, 5, 84", "16.8, 20, 336", "168, 30, 5040", "600, 20, 12000", "600, 600, 360000"})
    void poissonArrivalsComeToExactlyTheRateInTheMeasuredWindow(double rate, long seconds, int arrivals) {
        Duration settling = Duration.ofMillis(1500);
        for (int seed = 0; seed < 5; seed++) {
            ArrivalSchedule schedule = new ArrivalSchedule(
                    new Arrivals(rate, Spacing.POISSON), settling, Duration.ofSeconds(seconds), seed);
            long from = settling.toNanos();
            long until = from + Duration.ofSeconds(seconds).toNanos();
            long inWindow = LongStream.generate(schedule::nextNanos)
                    .takeWhile(due -> due < until)
                    .filter(due -> due >= from)
                    .count();
            assertEquals(arrivals, (double) inWindow, 1, "the window's ends may fall between two arrivals");
        }
    }

    /**
     * Independent arrivals at 100/s for 100 s, counted in each second: the variance is the mean, less 1 % because
     * fixing the total takes that away. Evenly spread arrivals would have hardly any variance.
     */
    @Test
    void poissonArrivalsAreAsBurstyOverASecondAsIndependentCallers() {
        double ratio = 0;
        for (int seed = 0; seed < 20; seed++) {
            long[] due = firstOf(100, Spacing.POISSON, seed, 10_000);
            double[] perSecond = new double[100];
            for (long nanos : due) {
                perSecond[(int) Math.min(99, nanos / 1_000_000_000)]++;
            }
            ratio += Arrays.stream(perSecond)
                            .map(count -> (count - 100) * (count - 100))
                            .sum()
                    / 100
                    / 100;
        }
        assertEquals(0.99, ratio / 20, 0.1);
    }

    /** The gaps between n uniform times vary by √(n/(n+2)): 0.997 for 300. */
    @ParameterizedTest
    @ValueSource(doubles = {3, 30, 300})
    void gapsBetweenPoissonArrivalsVaryAsMuchAsTheyLast(double rate) {
        for (int seed = 0; seed < 5; seed++) {
            assertEquals(1, variationOfGaps(firstOf(rate, Spacing.POISSON, seed, (int) (rate * 100))), 0.15);
        }
    }

    @Test
    void windowThatDoesNotLastIsRejected() {
        Arrivals arrivals = new Arrivals(1, Spacing.POISSON);
        assertThrows(
                IllegalArgumentException.class,
                () -> new ArrivalSchedule(arrivals, Duration.ofSeconds(1), Duration.ZERO, 1));
    }

    @Test
    void sameSeedGivesTheSameScheduleAndAnotherSeedAnother() {
        long[] due = firstOf(168, Spacing.POISSON, 7, 1000);
        assertArrayEquals(due, firstOf(168, Spacing.POISSON, 7, 1000));
        assertFalse(Arrays.equals(due, firstOf(168, Spacing.POISSON, 8, 1000)));
    }

    private static long[] firstOf(double rate, Spacing spacing, long seed, int count) {
        ArrivalSchedule schedule =
                new ArrivalSchedule(new Arrivals(rate, spacing), Duration.ZERO, Duration.ofSeconds(100), seed);
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
