package io.headroom.saturation;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SustainedSearchTest {

    private static final ArrivalsSettings SETTINGS = settings(OptionalInt.of(4));
    private static final SaturationRule RULE = SampleSearch.RULE;

    private record Course(SustainedResult result, List<Double> rates) {}

    private static ArrivalsSettings settings(OptionalInt onePercentSteps) {
        return new ArrivalsSettings(
                0.05, 6, 24, Duration.ofSeconds(8), Duration.ofSeconds(60), 10_000, Spacing.POISSON, onePercentSteps);
    }

    /**
     * Searches a service.
     *
     * @param underOverload what it serves under overload
     * @param refused       share that it refuses at a rate; each request is refused independently
     */
    private static Course course(double underOverload, DoubleUnaryOperator refused, long seed) {
        return course(SETTINGS, underOverload, refused, seed);
    }

    private static Course course(
            ArrivalsSettings settings, double underOverload, DoubleUnaryOperator refused, long seed) {
        return course(settings, underOverload, Outcome.REFUSED, refused, seed);
    }

    private static Course course(
            ArrivalsSettings settings, double underOverload, Outcome outcome, DoubleUnaryOperator failing, long seed) {
        CapacityEstimate capacity =
                new CapacityEstimate(underOverload, 0.97 * underOverload, 1.03 * underOverload, 6, 1.5);
        SustainedSearch search = new SustainedSearch(settings, RULE, capacity, 0.05);
        Random random = new Random(seed);
        List<StepStatistics> finished = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        while (search.mayGoOn(finished) && search.next(finished) instanceof Decision.Offer<SustainedResult> offer) {
            double rate = offer.load().amount();
            long window = offer.timing().orElseThrow().window().toMillis();
            long sent = Math.round(rate * window / 1000);
            double share = failing.applyAsDouble(rate);
            long lost = random.doubles(sent).filter(value -> value < share).count();
            rates.add(rate);
            finished.add(step(rate, window, sent, outcome, lost, 0));
        }
        return new Course(search.next(finished).asResult().orElseThrow(), rates);
    }

    private static StepStatistics step(double rate, long window, long sent, long refused, long queued) {
        return step(rate, window, sent, Outcome.REFUSED, refused, queued);
    }

    private static StepStatistics step(double rate, long window, long sent, Outcome outcome, long failed, long queued) {
        return MeasuredStep.of(new Step(1, 0, Purpose.ONE_PERCENT, new Arrivals(rate, Spacing.POISSON)))
                .window(0, window)
                .with(Outcome.OK, sent - failed)
                .with(outcome, failed)
                .goodput((sent - failed - queued) * 1000.0 / window)
                .latency(50)
                .statistics();
    }

    /** Above 240 req/s, 240 are served: at 1.25 times that, 1 in 5 is refused. */
    @Test
    void plateauIsTheCapacityIfLittleMoreIsRefused() {
        Course course = course(240, rate -> Math.max(0, 1 - 240 / rate), 1);

        assertThat(course.rates()).containsExactly(0.98 * 240, 1.25 * 240);
        assertThat(course.result().sustained()).isEmpty();
        assertThat(course.result().onePercent().atLeast()).isTrue();
    }

    /** Takes 470 req/s, but serves only 350 while it refuses. */
    @ParameterizedTest
    @ValueSource(doubles = {445, 470, 508, 600})
    void rateAboveThePlateauIsFoundWhereOverloadCostsCapacity(double sustains) {
        Course course = course(350, rate -> rate <= sustains ? 0 : 1 - 350 / rate, 1);

        Sustained sustained = course.result().sustained().orElseThrow();
        assertThat(sustained.difference()).isEqualTo(Sustained.Difference.GOODPUT_FALLS);
        assertThat(sustained.underOverload().perSecond()).isEqualTo(350);
        assertThat(sustained.estimate().perSecond()).isBetween(0.97 * sustains, 1.03 * sustains);
        assertThat(sustained.estimate().lowPerSecond()).isLessThan(sustains);
        assertThat(sustained.estimate().highPerSecond()).isGreaterThan(sustains);
        assertThat(course.rates().size()).isLessThanOrEqualTo(7);
    }

    /**
     * One pod of four takes 5 req/s, the others 20 each. In turn they get a quarter each: from 20 req/s on, λ ÷ 4 − 5 are
     * refused, although 65 are served under overload.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void capacityOfASlowPodIsWhereItsRefusalsBegin(long seed) {
        Course course = course(65, rate -> Math.max(0, (rate / 4 - 5) / rate), seed);

        Sustained sustained = course.result().sustained().orElseThrow();
        assertThat(sustained.difference()).isEqualTo(Sustained.Difference.PART_IS_FULL);
        assertThat(sustained.estimate().perSecond()).isBetween(19.0, 21.0);
        assertThat(sustained.estimate().lowPerSecond()).isLessThan(20);
        assertThat(sustained.estimate().highPerSecond()).isGreaterThan(20);
    }

    /** What is sustained does not depend on whether the rate of which 1 % are refused is wanted as well. */
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 0", "4, 0", "5, 1", "6, 1", "7, 1", "8, 1"})
    void slowPodIsFoundAlsoIfTheRateOfOnePercentIsNotAskedForOrInOneStep(long seed, int steps) {
        OptionalInt wanted = steps == 0 ? OptionalInt.empty() : OptionalInt.of(steps);
        Course course = course(settings(wanted), 65, rate -> Math.max(0, (rate / 4 - 5) / rate), seed);

        Sustained sustained = course.result().sustained().orElseThrow();
        assertThat(sustained.difference()).isEqualTo(Sustained.Difference.PART_IS_FULL);
        assertThat(sustained.estimate().perSecond()).isBetween(19.0, 21.0);
    }

    @Test
    void refusalsThatBeginNearTheCapacityCostOneStepIfTheRateOfOnePercentIsNotAskedFor() {
        FiniteQueue queue = new FiniteQueue(60);
        Course course = course(settings(OptionalInt.empty()), 200, rate -> queue.refused(rate / 200), 1);

        assertThat(course.rates()).containsExactly(0.98 * 200);
        assertThat(course.result().sustained()).isEmpty();
    }

    /** A slow pod of four needs no more steps than show that it is full, and two or three to find where it begins. */
    @Test
    void fullPartIsFoundInFewSteps() {
        double steps = LongStream.range(0, 20)
                .mapToInt(seed -> course(65, rate -> Math.max(0, (rate / 4 - 5) / rate), seed)
                        .rates()
                        .size())
                .average()
                .orElseThrow();

        assertThat(steps).isLessThanOrEqualTo(6);
    }

    /**
     * A service that works on c requests at a time and lets none wait, such as one whose concurrency is limited, refuses by
     * chance far below its capacity, however many they are.
     */
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 12, 16, 20})
    void refusalsOfAServiceInWhichNoneWaitsAreNoFullPart(int servers) {
        ErlangLoss loss = new ErlangLoss(servers);
        for (int seed = 0; seed < 50; seed++) {
            Course course = course(10 * servers, rate -> loss.refused(rate / (10 * servers)), seed);

            assertThat(course.result().sustained()).as("seed %d", seed).isEmpty();
        }
    }

    /** A queue of few places that is chosen by chance refuses some at any load: its capacity is that under overload. */
    @ParameterizedTest
    @ValueSource(doubles = {2, 3, 5, 9, 20})
    void refusalsByChanceAreNoFullPart(double places) {
        FiniteQueue queue = new FiniteQueue(places);
        for (int seed = 0; seed < 50; seed++) {
            Course course = course(200, rate -> rate < 200 ? queue.refused(rate / 200) : 1 - 200 / rate, seed);

            assertThat(course.result().sustained()).as("seed %d", seed).isEmpty();
        }
    }

    /** The injector could not send 1.2 times the capacity: nothing is known about loads above it. */
    @Test
    void stepThatTheInjectorLimitedSaysNothingAboutLoadsAbove() {
        SustainedSearch search = new SustainedSearch(SETTINGS, RULE, new CapacityEstimate(240, 233, 247, 6, 1.5), 0.05);
        StepStatistics top = step(235.2, 12_755, 3000, 0, 0);
        StepStatistics limited = MeasuredStep.of(
                        new Step(2, 0, Purpose.ONE_PERCENT, new Arrivals(288, Spacing.POISSON)))
                .with(Outcome.OK, 300)
                .injector(0.5, 0.1, 600)
                .statistics();

        assertThat(search.next(List.of(top, limited)).asResult().orElseThrow().sustained())
                .isEmpty();
    }

    /** A full queue that answers 500 takes no more than one that answers 503. */
    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "NOT_READY", "OTHER_ERROR"})
    void failuresThatGrowWithTheLoadAreNotTaken(Outcome outcome) {
        Course full = course(SETTINGS, 240, outcome, rate -> Math.max(0, 1 - 240 / rate), 1);

        assertThat(full.rates()).containsExactly(0.98 * 240, 1.25 * 240);
        assertThat(full.result().sustained()).isEmpty();
    }

    /** Sustains 470 req/s while one of 25 pods is down, and serves 350 while it refuses. */
    @Test
    void failuresThatDoNotGrowWithTheLoadDoNotHideThatGoodputFalls() {
        Course course = course(
                SETTINGS, 350, Outcome.NOT_READY, rate -> rate <= 470 ? 0.04 : Math.max(0.04, 1 - 350 / rate), 1);

        Sustained sustained = course.result().sustained().orElseThrow();
        assertThat(sustained.difference()).isEqualTo(Sustained.Difference.GOODPUT_FALLS);
        assertThat(sustained.estimate().perSecond()).isBetween(0.97 * 470, 1.03 * 470);
    }

    /** Of 0.4 requests a second 90 % are refused, at any load: less than 20 in 60 s show nothing, and are not sent. */
    @Test
    void ratesThatAreTooLowToTellAreNotOffered() {
        Course course = course(0.4, rate -> 0.9, 1);

        assertThat(course.rates()).allSatisfy(rate -> assertThat(rate).isBetween(20 / 60.0, 0.98 * 0.4));
        assertThat(course.rates()).hasSizeLessThanOrEqualTo(4);
        assertThat(course.result().sustained()).isEmpty();
    }

    /** 6 requests are expected in the longest window: fewer than are wanted, but no more than the service can take. */
    @Test
    void neverMoreThanTheCapacityIsOfferedBelowIt() {
        Course course = course(0.1, rate -> 0.7, 1);

        assertThat(course.rates()).containsOnly(0.98 * 0.1);
        assertThat(course.result().sustained()).isEmpty();
    }

    /** A pod that answered 502 for a second is not full. */
    @Test
    void otherFailuresAreNoGrowingQueue() {
        StepStatistics failing = MeasuredStep.of(
                        new Step(1, 0, Purpose.ONE_PERCENT, new Arrivals(120, Spacing.POISSON)))
                .window(0, 25_000)
                .with(Outcome.OK, 2870)
                .with(Outcome.NOT_READY, 130)
                .goodput(2870 / 25.0)
                .latency(50)
                .statistics();

        assertThat(OfferedPoint.of(failing).isTaken()).isTrue();
    }

    /** 21 req/s for 60 s: 15 more wait at the end than at the start, 1.2 % of 1260. Two more are chance. */
    @Test
    void requestsOfAGrowingQueueAreNotServed() {
        assertThat(OfferedPoint.of(step(21, 60_000, 1260, 0, 15)).share()).isEqualTo(new RefusedShare(15, 1260));
        assertThat(OfferedPoint.of(step(21, 60_000, 1260, 0, 15)).isTaken()).isFalse();
        assertThat(OfferedPoint.of(step(21, 60_000, 1260, 0, 2)).isTaken()).isTrue();
    }

    /**
     * 424 req/s of 50 ms are 21.2 in flight, whose number differs between two moments by √42.4 = 6.5. Nothing of it is a queue that grows,
     * however short the window is: 17 more of 848, of which none was refused, were 2 % that counted as not served.
     */
    @Test
    void growthByChanceInAShortWindowIsNoQueue() {
        assertThat(OfferedPoint.of(step(424, 2000, 848, 0, 17)).isTaken()).isTrue();
        assertThat(OfferedPoint.of(step(424, 2000, 848, 0, 19)).isTaken()).isTrue();
        assertThat(OfferedPoint.of(step(424, 2000, 848, 0, 20)).isTaken()).isFalse();
    }
}
