package io.headroom.saturation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlateauTest {

    private static final ArrivalsSettings SETTINGS = new ArrivalsSettings(
            0.05, 6, 24, Duration.ofSeconds(8), Duration.ofSeconds(60), 10_000, Spacing.POISSON, OptionalInt.of(4));
    private static final Timing TIMING =
            new Timing(10, Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(8));

    /** A finished search, and the rates that it offered. */
    private record Course(ArrivalsResult result, List<Double> rates) {
        CapacityEstimate capacity() {
            return result.capacity().orElseThrow();
        }
    }

    /** Runs a search whose steps are half a minute apart; the function gives the goodput at a rate. */
    private static Course course(double guess, DoubleUnaryOperator goodput) {
        return course(guess, goodput, 30_000);
    }

    private static Course course(double guess, DoubleUnaryOperator goodput, long apartMillis) {
        return course(guess, goodput, apartMillis, false);
    }

    private static Course course(double guess, DoubleUnaryOperator goodput, long apartMillis, boolean waiting) {
        Plateau plateau = Plateau.begun(SETTINGS, guess);
        List<Double> rates = new ArrayList<>();
        while (plateau.next(TIMING) instanceof Decision.Offer<ArrivalsResult> offer) {
            double rate = ((Arrivals) offer.load()).requestsPerSecond();
            rates.add(rate);
            plateau = plateau.with(step(rate, goodput.applyAsDouble(rate), apartMillis * rates.size()), waiting);
        }
        return new Course(((Decision.Ended<ArrivalsResult>) plateau.next(TIMING)).result(), rates);
    }

    private static StepStatistics step(double rate, double goodput, long startMillis) {
        return MeasuredStep.of(new Step(1, 1, Purpose.PLATEAU, new Arrivals(rate, Spacing.POISSON)))
                .window(startMillis, 8000)
                .goodput(goodput)
                .statistics();
    }

    @Test
    void levelGoodputIsTheCapacityAndTheIntervalIsWhatSoFewRoundsProve() {
        Course course = course(90, rate -> 100);

        assertInstanceOf(ArrivalsResult.Converged.class, course.result());
        CapacityEstimate capacity = course.capacity();
        assertEquals(100, capacity.perSecond(), 1e-9);
        assertEquals(6, capacity.measurements());
        // three pairs and three single steps every 30 s: low ones at 60, 120, 180, 210, 240, 270 s, 42 s apart;
        // rho = exp(-42/30) = 0.2466, widened by sqrt(1.2466 / 0.7534) = 1.2863;
        // 800 answers a round: sqrt(0.031^2 + 0.5^2 / 800) = 0.035686
        // half-width = 1.2863 x 1.96 x 0.035686 / sqrt(6) = 0.036730
        assertEquals(100 * Math.exp(-0.036730), capacity.lowPerSecond(), 0.001);
        assertEquals(100 * Math.exp(0.036730), capacity.highPerSecond(), 0.001);
    }

    @Test
    void firstRoundsCompareTwoLevelsAndLaterOnesOfferTheLower() {
        Course course = course(100, rate -> 100);

        assertEquals(
                List.of(300.0, 150.0, 300.0, 150.0, 300.0, 150.0),
                course.rates().subList(0, 6));
        assertTrue(course.rates().subList(6, 9).stream().allMatch(rate -> Math.abs(rate - 150) < 1e-6));
        assertEquals(9, course.rates().size());
    }

    /**
     * At 300 req/s 104 are served, at 150 req/s 98: 6 % more, which would ask for higher levels. But where as many requests as may be
     * in flight wait at both, they have the same load, and the difference is chance: three pairs of √(98·104) = 100.96 and three
     * steps of 98 have a geometric mean of 99.47.
     */
    @Test
    void levelsAreNotComparedWhereAsManyRequestsWaitAtBoth() {
        DoubleUnaryOperator goodput = rate -> rate > 200 ? 104 : 98;

        assertTrue(course(100, goodput).rates().stream().anyMatch(rate -> rate > 500), "without that they are");
        Course course = course(100, goodput, 30_000, true);

        assertTrue(
                course.rates().stream().noneMatch(rate -> rate > 320),
                course.rates().toString());
        assertEquals(99.47, course.capacity().perSecond(), 0.01);
        assertEquals(9, course.rates().size());
    }

    @Test
    void workThatRefusalsCostIsAddedAgain() {
        // each refusal costs a tenth of a request: goodput = (100 - 0.1 x rate) / 0.9
        Course course = course(80, rate -> (100 - 0.1 * rate) / 0.9);

        assertEquals(100, course.capacity().perSecond(), 0.5);
    }

    @Test
    void goodputThatGrowsWithTheOverloadIsFollowedUntilItGrowsNoMore() {
        // one pod with one place idles 1 / (1 + r + r^2) of the time if r times its capacity is offered
        Course course = course(60, rate -> {
            double r = rate / 100;
            return 100 * (1 - 1 / (1 + r + r * r));
        });

        assertEquals(100, course.capacity().perSecond(), 1.5);
        assertTrue(
                course.rates().stream().anyMatch(rate -> rate > 900),
                course.rates().toString());
    }

    /** Eight at a time and no queue (Erlang B), with noise: at 3 times the capacity 10 % more is served than at 1.5 times. */
    @Test
    void growthThatIsCertainNeedsNoMoreRoundsHoweverMuchTheyDiffer() {
        ErlangLoss loss = new ErlangLoss(8);
        Random random = new Random(1);
        long pairs = 0;
        double sum = 0;
        for (int seed = 0; seed < 50; seed++) {
            Course course =
                    course(80, rate -> rate * (1 - loss.refused(rate / 80)) * Math.exp(0.035 * random.nextGaussian()));
            pairs += course.rates().stream().filter(rate -> rate < 200).count();
            sum += course.capacity().perSecond();
        }

        assertEquals(80, sum / 50, 2);
        assertTrue(pairs <= 5 * 50, "rounds at the lowest level: " + pairs);
    }

    /**
     * The first step still finds idle connections and is refused nearly everything, so the guess is far too low: the lower rate of
     * the first pair is taken.
     */
    @Test
    void pairOfAWrongGuessIsMeasuredAgain() {
        Plateau plateau = Plateau.begun(SETTINGS, 8);
        plateau = plateau.with(step(24, 12.6, 0), false);
        plateau = plateau.with(step(18.9, 18.7, 10_000), false);

        assertEquals(List.of(), plateau.high());
        double rate = offered(plateau);
        assertEquals(3 * 1.3 * 18.7, rate, 0.01);
        plateau = plateau.with(step(rate, 70, 20_000), false);
        assertEquals(1.5 * 70, offered(plateau), 0.01);
    }

    private static double offered(Plateau plateau) {
        return plateau.next(TIMING).match(offer -> ((Arrivals) offer.load()).requestsPerSecond(), ended -> Double.NaN);
    }

    /** nginx with {@code limit_req} and a burst: later rounds are all alike. */
    @Test
    void roundsThatAreAlikeAreNotRepeatedUntilTheMostRounds() {
        Course course = course(90, rate -> 100, 9000);

        assertInstanceOf(ArrivalsResult.Converged.class, course.result());
        assertTrue(course.capacity().measurements() <= 12, course.capacity().toString());
    }

    /** Rounds that follow each other closely and differ by 15 %: 24 of them would not show more than the first 8 to 12. */
    @Test
    void searchGivesUpOnceNoNumberOfRoundsWouldBePreciseEnough() {
        int gaveUp = 0;
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Course course = course(90, rate -> 100 * Math.exp(0.15 * random.nextGaussian()), 9000);
            if (course.result() instanceof ArrivalsResult.Unconverged result) {
                gaveUp += result.attainable() ? 0 : 1;
                assertTrue(result.estimate().measurements() <= 16, result.toString());
            }
        }

        assertTrue(gaveUp >= 15, gaveUp + " of 20");
    }

    @Test
    void stepThatWasNotOverloadedOnlyRaisesTheLoad() {
        Course course = course(20, rate -> Math.min(rate, 100));

        assertEquals(60, course.rates().get(0));
        assertEquals(3 * 60 * 1.3, course.rates().get(1), 1e-9);
        assertEquals(100, course.capacity().perSecond(), 1e-6);
    }

    @Test
    void roundsThatDoNotAgreeAreUnconverged() {
        Random random = new Random(1);
        Course course = course(100, rate -> 100 * Math.exp(0.15 * random.nextGaussian()));

        ArrivalsResult.Unconverged result = assertInstanceOf(ArrivalsResult.Unconverged.class, course.result());
        assertEquals(24, result.estimate().measurements());
        assertTrue(result.estimate().halfWidth() > 0.05, result.toString());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.03, 0.05})
    void intervalOfIndependentRoundsHoldsTheTruthAboutNineteenTimesInTwenty(double deviation) {
        int covered = 0;
        int moved = 0;
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            Course course = course(100, rate -> 100 * Math.exp(deviation * random.nextGaussian()));
            if (course.result() instanceof ArrivalsResult.Moved) {
                moved++;
                continue;
            }
            CapacityEstimate capacity = course.capacity();
            boolean holds = capacity.lowPerSecond() <= 100 && capacity.highPerSecond() >= 100;
            covered += holds || course.result() instanceof ArrivalsResult.Unconverged ? 1 : 0;
        }

        assertTrue(covered >= 935, covered + " of 1000");
        assertTrue(moved <= 10, "called moved: " + moved + " of 1000");
    }
}
