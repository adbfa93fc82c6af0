package io.headroom.saturation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.load.Load;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.Load.Messages;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.RateLimiter.Certainty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RateLimiterTest {

    private static final int RUNS = 300;
    private static final int FIRST_SEED = 5001;
    private static final long WINDOW = 8000;

    /** 50 requests per second are taken, each answered in 1 ms, whether 1, 2 or 4 callers ask. */
    private static final List<StepStatistics> FIFTY = List.of(refused(1, 50, 1), refused(2, 50, 1), refused(4, 50, 1));

    /**
     * 50 answers of at most 1.5 ms keep 0.075 requests in flight; a full service has 1. Each step counts 400 answers, so that the variance
     * of its logarithm is 0.005² + 1 ÷ 400 = 0.002525. The error is 50 × √(0.002525 ÷ 3 + 0.01²) = 1.534.
     */
    @Test
    void serviceThatRefusesWhileItIsIdleHasALimiter() {
        RateLimiter limiter = limiter(FIFTY).orElseThrow();

        assertThat(limiter.certainty()).isEqualTo(Certainty.PROVEN);
        assertThat(limiter.perSecond()).isCloseTo(50, within(1e-9));
        assertThat(limiter.error()).isCloseTo(1.534, within(1e-3));
        assertThat(limiter.inFlight()).isCloseTo(0.05, within(1e-9));
        assertThat(limiter.steps()).containsExactlyInAnyOrderElementsOf(FIFTY);
        assertThat(RateLimiter.refusesWhileIdle(FIFTY, SampleSearch.RULE)).isTrue();
    }

    /** A second of 12 answers is too short to tell a rate. Two of them have 24, which tell that the service is idle. */
    @Test
    void shortStepsTellTogetherThatTheServiceIsIdle() {
        StepStatistics brief = MeasuredStep.of(new Step(1, 0, Purpose.WARM_UP, new Callers(1)))
                .window(0, 1000)
                .with(Outcome.OK, 12)
                .with(Outcome.REFUSED, 10)
                .goodput(12)
                .latency(1)
                .statistics();

        assertThat(RateLimiter.refusesWhileIdle(List.of(brief), SampleSearch.RULE))
                .isFalse();
        assertThat(RateLimiter.refusesWhileIdle(List.of(brief, brief), SampleSearch.RULE))
                .isTrue();
    }

    /** The same goodput of one place of 20 ms: one request is always in flight. */
    @Test
    void onePlaceThatIsAlwaysTakenIsNoLimiter() {
        List<StepStatistics> full = List.of(refused(2, 50, 20), refused(4, 50, 20), refused(8, 50, 20));

        assertThat(limiter(full)).isEmpty();
        assertThat(RateLimiter.refusesWhileIdle(full, SampleSearch.RULE)).isFalse();
    }

    /** 100 × 4.5 ms = 0.45 is below one half; 100 × 5.5 ms = 0.55 is not, but 100 × 5 ms is below 0.8, and 100 × 9 ms is not. */
    @Test
    void certaintyDependsOnHowIdleTheServiceIs() {
        assertThat(certainty(4)).contains(Certainty.PROVEN);
        assertThat(certainty(5)).contains(Certainty.POSSIBLE);
        assertThat(certainty(9)).isEmpty();
    }

    private static Optional<Certainty> certainty(long millis) {
        return limiter(List.of(refused(2, 100, millis), refused(4, 100, millis), refused(8, 100, millis)))
                .map(RateLimiter::certainty);
    }

    /** Statuses are told, but prove nothing. */
    @Test
    void statusesAreCounted() {
        List<StepStatistics> steps = Stream.of(1, 2, 4)
                .map(callers -> measured(new Callers(callers), WINDOW, 50, 1)
                        .withStatus(429, 100)
                        .statistics())
                .toList();

        assertThat(limiter(steps).orElseThrow().statuses()).isEqualTo(Map.of(429, 300L));
        assertThat(limiter(FIFTY).orElseThrow().statuses()).isEmpty();
    }

    /**
     * Poisson arrivals at 200, 400 and 800 per second. A limiter of 100 that takes no bursts, and one place of 10 ms without a queue, serve
     * 200 ÷ 3 = 66.7, 80 and 88.9 of them. The place has 0.667 requests in flight when it refuses 0.667 of them; before answers of 1 ms
     * 0.067 are.
     */
    @Test
    void limiterWithoutBurstsIsToldFromOnePlaceByWhatIsInFlight() {
        RateLimiter limiter = limiter(withoutBursts(1)).orElseThrow();

        assertThat(limiter.certainty()).isEqualTo(Certainty.PROVEN);
        assertThat(limiter.perSecond()).isCloseTo(100, within(0.2));
        assertThat(limiter(withoutBursts(10))).isEmpty();
    }

    private static List<StepStatistics> withoutBursts(long millis) {
        return Stream.of(200, 400, 800)
                .map(rate -> offered(rate, 100.0 * rate / (100 + rate), millis))
                .toList();
    }

    /**
     * The counted 533, 640 and 711 answers have the variances 0.001875, 0.001563 and 0.001406, which count 1.5², 1.25² and 1.125² times.
     * With 0.005² each, the weights are 235.6, 405.4 and 554.1. The error is 100 × √(1 ÷ 1195.1 + 0.01²) = 3.06.
     */
    @Test
    void rateWithoutBurstsIsLessPreciseThanTheGoodput() {
        assertThat(limiter(withoutBursts(1)).orElseThrow().error()).isCloseTo(3.06, within(0.01));
    }

    /** Where far more is asked for, both kinds of limiters explain the goodput. It is then the rate. */
    @Test
    void goodputIsTheRateWhereBurstsCannotBeTold() {
        List<StepStatistics> steps =
                Stream.of(2000, 3000, 4500).map(rate -> offered(rate, 100, 1)).toList();

        assertThat(limiter(steps).orElseThrow().perSecond()).isCloseTo(100, within(1e-9));
    }

    /**
     * 48, 50 and 52 per second for 800 s differ by more than 40,000 answers allow: the variance of each logarithm is 0.005² + 1 ÷ 40,000 =
     * 0.00005, and that of the three 0.0016. So the error is 50 × √(0.0016 ÷ 3 + 0.01²) = 1.258.
     */
    @Test
    void ratesThatDifferAreLessPrecise() {
        List<StepStatistics> steps = Stream.of(48, 50, 52)
                .map(rate -> refused(new Callers(rate - 46), 800_000, rate, 1, 40_000))
                .toList();

        RateLimiter limiter = limiter(steps).orElseThrow();

        assertThat(limiter.perSecond()).isCloseTo(50, within(0.02));
        assertThat(limiter.error()).isCloseTo(1.258, within(0.02));
    }

    /** With even arrivals the formula does not hold. */
    @Test
    void onlyPoissonArrivalsShowALimiterWithoutBursts() {
        List<StepStatistics> even = withoutBursts(1).stream()
                .map(step -> refused(
                        new Arrivals(step.offered().amount(), Spacing.CONSTANT),
                        WINDOW,
                        step.goodputPerSecond(),
                        1,
                        step.counts().of(Outcome.REFUSED)))
                .toList();

        assertThat(limiter(even)).isEmpty();
        assertThat(RateLimiter.refusesWhileIdle(even, SampleSearch.RULE)).isTrue();
    }

    /** 4 callers are served in 50 ms, 80 per second. More get 100 per second, also in 50 ms: a limiter, or 5 places. */
    @Test
    void limiterBeforeASlowServiceIsPossible() {
        RateLimiter limiter = limiter(slow(50)).orElseThrow();

        assertThat(limiter.certainty()).isEqualTo(Certainty.POSSIBLE);
        assertThat(limiter.perSecond()).isCloseTo(100, within(1e-9));
        assertThat(limiter.inFlight()).isCloseTo(5, within(1e-9));
    }

    @Test
    void requestsThatWaitedShowThatTheServiceIsFull() {
        assertThat(limiter(slow(55))).isPresent();
        assertThat(limiter(slow(56))).isEmpty();
    }

    /** While it warms up the service takes three times as long. */
    @Test
    void latencyOfAColdServiceIsNoWaiting() {
        List<StepStatistics> steps = new ArrayList<>(slow(50));
        IntStream.range(0, 4)
                .forEach(i -> steps.add(MeasuredStep.of(new Step(1, 0, Purpose.WARM_UP, new Callers(20)))
                        .window(0, WINDOW)
                        .goodput(100)
                        .with(Outcome.OK, 800)
                        .with(Outcome.REFUSED, 400)
                        .latency(150)
                        .statistics()));

        assertThat(limiter(steps).map(RateLimiter::certainty)).contains(Certainty.POSSIBLE);
    }

    @Test
    void withoutAStepAtLessLoadNothingIsKnownOfWaiting() {
        List<StepStatistics> steps = slow(50);

        assertThat(limiter(steps.subList(1, steps.size()))).isEmpty();
        assertThat(limiter(Stream.concat(
                                Stream.of(taken(5, 91, 50)), steps.stream().skip(1))
                        .toList()))
                .isEmpty();
    }

    private static List<StepStatistics> slow(long millis) {
        return List.of(taken(4, 80, 50), refused(8, 100, millis), refused(16, 100, millis), refused(32, 100, millis));
    }

    /**
     * The speed of 5 places changes by 4 % to either side: 5 ÷ 48 ms = 104.2, …, 5 ÷ 52 ms = 96.2 per second. A limiter stays at 100.
     */
    @Test
    void goodputOfFullPlacesFollowsTheirSpeed() {
        List<StepStatistics> places = new ArrayList<>(List.of(taken(4, 80, 50)));
        List<StepStatistics> limited = new ArrayList<>(places);
        for (int millis = 48; millis <= 52; millis++) {
            places.add(refused(millis % 2 == 0 ? 8 : 16, 5000.0 / millis, millis));
            limited.add(refused(millis % 2 == 0 ? 8 : 16, 100, millis));
        }

        assertThat(limiter(places)).isEmpty();
        assertThat(limiter(limited)).map(RateLimiter::certainty).contains(Certainty.POSSIBLE);
    }

    /** One of two pods refuses everything: twice as many callers get twice as much. */
    @Test
    void refusalsThatGrowWithTheLoadAreNoLimit() {
        List<StepStatistics> broken = List.of(refused(1, 10, 1), refused(2, 20, 1), refused(4, 40, 1));

        assertThat(limiter(broken)).isEmpty();
        assertThat(RateLimiter.refusesWhileIdle(broken, SampleSearch.RULE)).isTrue();
    }

    @Test
    void takesThreeStepsOfDifferentLoads() {
        assertThat(limiter(FIFTY.subList(1, 3))).isEmpty();
        assertThat(limiter(List.of(refused(10, 50, 1), refused(12, 50, 1), refused(14, 50, 1))))
                .isEmpty();
        assertThat(limiter(List.of(refused(10, 50, 1), refused(12, 50, 1), refused(15, 50, 1))))
                .isPresent();
        assertThat(limiter(List.of(refused(1, 50, 1), refused(2, 50, 1), offered(100, 50, 1), offered(120, 50, 1))))
                .as("callers are compared with callers")
                .isPresent();
        assertThat(limiter(List.of(refused(2, 50, 1), offered(100, 50, 1), offered(120, 50, 1))))
                .as("callers are not compared with arrivals")
                .isEmpty();
    }

    /** 20 tokens that are left add 40 per second to each of four steps of half a second, which are more, but took less time. */
    @Test
    void tokensThatAreLeftDoNotBelongToTheRate() {
        List<StepStatistics> steps = new ArrayList<>(FIFTY);
        IntStream.range(0, 4).forEach(i -> steps.add(refused(new Callers(16 << i), 500, 90, 1, 100)));

        RateLimiter limiter = limiter(steps).orElseThrow();

        assertThat(limiter.perSecond()).isCloseTo(50, within(1e-9));
        assertThat(limiter.steps()).containsExactlyInAnyOrderElementsOf(FIFTY);
    }

    /** 50 per second for a short time are no limit of a service that served 80 with more load for longer. */
    @Test
    void rateIsTheOneOfMostOfTheTime() {
        List<StepStatistics> steps = new ArrayList<>(FIFTY);
        IntStream.range(0, 4).forEach(i -> steps.add(refused(4 << i, 80 * Math.pow(1.2, i), 1)));

        assertThat(limiter(steps)).isEmpty();
    }

    @Test
    void disturbedStepsProveNothing() {
        assertThat(limiter(changed(step -> step.with(Outcome.NOT_READY, 9)))).isEmpty();
        assertThat(limiter(changed(step -> step.with(Outcome.NOT_READY, 4)))).isPresent();
        assertThat(limiter(changed(step -> step.injector(0.97, 0, 800)))).isEmpty();
        assertThat(limiter(changed(step -> step.with(Outcome.OK, 19)))).isEmpty();
        assertThat(limiter(changed(step -> step.goodput(0)))).isEmpty();
        assertThat(limiter(changed(step -> step.with(Outcome.REFUSED, 0)))).isEmpty();
        assertThat(limiter(List.of(
                        refused(1, 50, 3000), refused(2, 50, 3000), refused(new Messages(900, 4), WINDOW, 50, 1, 400))))
                .as("latency longer than a third of the window, and fixed work")
                .isEmpty();
        assertThat(limiter(List.of())).isEmpty();
        assertThat(RateLimiter.refusesWhileIdle(List.of(), SampleSearch.RULE)).isFalse();
    }

    private interface Change {
        MeasuredStep of(MeasuredStep step);
    }

    private static List<StepStatistics> changed(Change change) {
        return Stream.of(1, 2, 4)
                .map(callers -> change.of(
                                measured(new Callers(callers), WINDOW, 50, 1).with(Outcome.REFUSED, 400))
                        .statistics())
                .toList();
    }

    /**
     * Limiters of 10 to 150 per second before answers of 1 ms, for callers and for arrivals: all are proven, and the rate is right to
     * four standard errors.
     */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyLimiterBeforeAFastServiceIsProven(Kind kind) {
        for (int seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
            Random random = new Random(seed);
            double rate = 10 * Math.pow(15, random.nextDouble());
            List<StepStatistics> steps = IntStream.range(0, 4)
                    .mapToObj(i -> kind.step(i, rate, 1 + 0.01 * random.nextGaussian(), 1))
                    .toList();

            RateLimiter limiter = limiter(steps).orElseThrow();

            assertThat(limiter.certainty()).isEqualTo(Certainty.PROVEN);
            assertThat(limiter.perSecond())
                    .as("%.1f/s, seed %d", rate, seed)
                    .isCloseTo(rate, within(4 * limiter.error()));
        }
    }

    /** 1 to 20 places without a queue, taken for 5 to 100 ms: what is in flight is at least what a full service has, so none is proven. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void noFullServiceIsProven(Kind kind) {
        for (int seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
            Random random = new Random(seed);
            int places = 1 + random.nextInt(20);
            long millis = 5L + random.nextInt(96);
            List<StepStatistics> steps = IntStream.range(0, 6)
                    .mapToObj(i -> kind.step(i, 1000.0 * places / millis, 1 + 0.03 * random.nextGaussian(), millis))
                    .toList();

            assertThat(limiter(steps).map(RateLimiter::certainty))
                    .as("seed %d", seed)
                    .isNotEqualTo(Optional.of(Certainty.PROVEN));
            assertThat(RateLimiter.refusesWhileIdle(steps, SampleSearch.RULE)).isFalse();
        }
    }

    /** A kind of load beyond the rate. */
    private enum Kind {
        CALLERS,
        ARRIVALS;

        StepStatistics step(int number, double rate, double noise, long millis) {
            double served = rate * noise;
            return this == CALLERS
                    ? refused(64 << number, served, millis)
                    : offered(rate * (number % 2 == 0 ? 2 : 3.5), served, millis);
        }
    }

    private static StepStatistics refused(int callers, double perSecond, long millis) {
        return refused(new Callers(callers), WINDOW, perSecond, millis, 400);
    }

    /** A step that is offered Poisson arrivals, of which all but the goodput are refused. */
    private static StepStatistics offered(double rate, double perSecond, long millis) {
        long refused = Math.round((rate - perSecond) * WINDOW / 1000);
        return refused(new Arrivals(rate, Spacing.POISSON), WINDOW, perSecond, millis, refused);
    }

    private static StepStatistics refused(Load load, long window, double perSecond, long millis, long refused) {
        return measured(load, window, perSecond, millis)
                .with(Outcome.REFUSED, refused)
                .statistics();
    }

    private static StepStatistics taken(int callers, double perSecond, long millis) {
        return measured(new Callers(callers), WINDOW, perSecond, millis).statistics();
    }

    private static MeasuredStep measured(Load load, long window, double perSecond, long millis) {
        return MeasuredStep.of(new Step(1, 1, Purpose.PLATEAU, load))
                .window(0, window)
                .goodput(perSecond)
                .with(Outcome.OK, Math.round(perSecond * window / 1000))
                .latency(millis);
    }

    private static Optional<RateLimiter> limiter(List<StepStatistics> steps) {
        return RateLimiter.in(steps, SampleSearch.RULE);
    }
}
