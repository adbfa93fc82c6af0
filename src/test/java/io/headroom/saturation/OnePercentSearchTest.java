package io.headroom.saturation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
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

class OnePercentSearchTest {

    private static final int MOST_STEPS = 4;
    private static final ArrivalsSettings SETTINGS = new ArrivalsSettings(
            0.05,
            6,
            24,
            Duration.ofSeconds(8),
            Duration.ofSeconds(60),
            10_000,
            Spacing.POISSON,
            OptionalInt.of(MOST_STEPS));
    private static final CapacityEstimate CAPACITY = new CapacityEstimate(200, 194, 206, 6, 1.5);

    private static final SaturationRule RULE = SampleSearch.RULE;

    private final OnePercentSearch search = new OnePercentSearch(SETTINGS, RULE, CAPACITY, 0.05, MOST_STEPS);

    @Test
    void firstStepOffersNearlyTheCapacityForTwelveHundredRequests() {
        Decision.Offer<OnePercentRate> offer = (Decision.Offer<OnePercentRate>) search.next(List.of());

        assertEquals(Purpose.ONE_PERCENT, offer.purpose());
        assertEquals(new Arrivals(196, Spacing.POISSON), offer.load());
        assertEquals(
                new Timing(0, Duration.ZERO, Duration.ofSeconds(6), Duration.ofSeconds(8)),
                offer.timing().orElseThrow(),
                "the connections of the overload before are closed; 1200 / 196 s is less than the shortest window");
    }

    /** Connections that idle may make a service refuse most of the first step, whatever the rate. */
    @Test
    void rateIsNeverSoLowThatNothingCanBeMeasured() {
        Decision.Offer<OnePercentRate> offer =
                (Decision.Offer<OnePercentRate>) search.next(List.of(step(196, 450, 712)));

        assertEquals(new Arrivals(20 / 60.0, Spacing.POISSON), offer.load(), "20 requests in the longest window");
        assertEquals(Duration.ofSeconds(1), offer.timing().orElseThrow().settling());
    }

    @Test
    void rateIsSearchedOnIfAllIsRefused() {
        Decision.Offer<OnePercentRate> offer = (Decision.Offer<OnePercentRate>) search.next(List.of(step(196, 0, 712)));

        assertEquals(new Arrivals(20 / 60.0, Spacing.POISSON), offer.load());
    }

    @Test
    void stepWithoutARequestTellsNothing() {
        List<StepStatistics> steps = List.of(step(196, 450, 712));

        assertEquals(
                search.next(steps), search.next(List.of(steps.get(0), step(0.33, 0, 0))), "the same is offered again");
    }

    @Test
    void windowStaysWithinItsBounds() {
        CapacityEstimate slow = new CapacityEstimate(10, 9, 11, 6, 1.5);
        Decision<OnePercentRate> offer = new OnePercentSearch(SETTINGS, RULE, slow, 2, MOST_STEPS).next(List.of());

        Timing timing = ((Decision.Offer<OnePercentRate>) offer).timing().orElseThrow();
        assertEquals(Duration.ofSeconds(60), timing.window());
        assertEquals(Duration.ofSeconds(40), timing.settling(), "20 latencies");
    }

    @Test
    void serviceThatTakesNearlyTheCapacityCostsOneStep() {
        Course course = course(rate -> 0.001, 1);

        assertEquals(1, course.rates().size());
        assertTrue(course.result().atLeast());
        assertEquals(196, course.result().perSecond(), 1e-9);
        assertEquals(206, course.result().highPerSecond(), 6);
    }

    @Test
    void nextStepIsOfferedWhereTheShapeHasOnePercent() {
        // 588 of 3587 refused at 0.98: four places refuse 0.98^4 / (1 + 0.98 + ... + 0.98^4) = 0.9224 / 4.804 = 0.1920
        // there,
        // five 0.9039 / 5.708 = 0.1584; so K = 4.84
        StepStatistics top = step(196, 2999, 588);
        Decision.Offer<OnePercentRate> offer = (Decision.Offer<OnePercentRate>) search.next(List.of(top));

        FiniteQueue queue = FiniteQueue.refusing(588.5 / 3588, 0.98);
        assertEquals(4.84, queue.places(), 0.05);
        assertEquals(200 * queue.loadAt(0.01), ((Arrivals) offer.load()).requestsPerSecond(), 1e-6);
    }

    @Test
    void stepsOfOtherPurposesSayNothing() {
        StepStatistics plateau = MeasuredStep.of(new Step(9, 1, Purpose.PLATEAU, new Arrivals(300, Spacing.POISSON)))
                .with(Outcome.REFUSED, 3000)
                .statistics();

        assertEquals(search.next(List.of()), search.next(List.of(plateau)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 3, 5, 9, 20})
    void rateIsFoundInAFewStepsAndItsIntervalHoldsIt(double places) {
        FiniteQueue truth = new FiniteQueue(places);
        double rate = 200 * truth.loadAt(0.01);
        int covered = 0;
        for (int seed = 0; seed < 200; seed++) {
            Course course = course(offered -> truth.refused(offered / 200), seed);
            assertTrue(course.rates().size() <= MOST_STEPS);
            OnePercentRate found = course.result();
            assertEquals(rate, found.perSecond(), 0.35 * rate);
            covered += found.lowPerSecond() <= rate && rate <= found.highPerSecond() ? 1 : 0;
        }
        assertTrue(covered >= 185, covered + " of 200");
    }

    @Test
    void shapeOfAnotherKindIsFollowedToo() {
        // refused in proportion to the fourth power of the load, 20 % of it at the capacity: 1 % at 200 / 20^(1/4)
        Course course = course(rate -> 0.2 * Math.pow(rate / 200, 4), 3);

        assertEquals(200 / Math.pow(20, 0.25), course.result().perSecond(), 10);
        assertFalse(course.result().atLeast());
    }

    @Test
    void strayRefusalDecidesNothing() {
        Decision<OnePercentRate> none = search.next(List.of(step(196, 3000, 0)));
        Decision<OnePercentRate> stray = search.next(List.of(step(196, 2999, 1)));

        assertTrue(((Decision.Ended<OnePercentRate>) none).result().atLeast());
        assertTrue(((Decision.Ended<OnePercentRate>) stray).result().atLeast());
    }

    private record Course(OnePercentRate result, List<Double> rates) {}

    private Course course(DoubleUnaryOperator refusedShare, long seed) {
        Random random = new Random(seed);
        List<StepStatistics> finished = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        while (search.next(finished) instanceof Decision.Offer<OnePercentRate> offer) {
            double rate = ((Arrivals) offer.load()).requestsPerSecond();
            long requests =
                    Math.round(rate * offer.timing().orElseThrow().window().toMillis() / 1000);
            double share = refusedShare.applyAsDouble(rate);
            long refused =
                    random.doubles(requests).filter(value -> value < share).count();
            rates.add(rate);
            finished.add(step(rate, requests - refused, refused));
        }
        return new Course(((Decision.Ended<OnePercentRate>) search.next(finished)).result(), rates);
    }

    /** Only 60 % of the requests were sent, so it proves nothing that none was refused. */
    @Test
    void stepThatTheInjectorLimitedIsOfferedAgain() {
        StepStatistics limited = MeasuredStep.of(
                        new Step(9, 0, Purpose.ONE_PERCENT, new Arrivals(196, Spacing.POISSON)))
                .with(Outcome.OK, 1800)
                .injector(0.5, 0.1, 3000)
                .statistics();

        Decision.Offer<OnePercentRate> offer = (Decision.Offer<OnePercentRate>) search.next(List.of(limited));

        assertEquals(new Arrivals(196, Spacing.POISSON), offer.load());
    }

    private static StepStatistics step(double rate, long ok, long refused) {
        return MeasuredStep.of(new Step(9, 0, Purpose.ONE_PERCENT, new Arrivals(rate, Spacing.POISSON)))
                .with(Outcome.OK, ok)
                .with(Outcome.REFUSED, refused)
                .statistics();
    }
}
