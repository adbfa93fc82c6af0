package io.headroom.saturation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.load.Limit;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.LimitResult.RateUnderLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitSearchTest {

    private static final ArrivalsSettings ARRIVALS = new ArrivalsSettings(
            0.05, 6, 24, Duration.ofSeconds(8), Duration.ofSeconds(60), 10_000, Spacing.POISSON, OptionalInt.empty());
    private static final LimitSettings LIMIT = new LimitSettings(Limit.ofLatency(100, 95), 0.05, 0.1, 195);
    private static final SaturationRule RULE = SampleSearch.RULE;

    private final LimitSearch search = new LimitSearch(ARRIVALS, LIMIT, RULE, 100, 0.01);

    @Test
    void firstStepOffersMostOfTheCapacity() {
        Decision.Offer<LimitResult> offer = (Decision.Offer<LimitResult>) search.next(List.of());

        assertThat(offer.purpose()).isEqualTo(Purpose.LIMIT);
        assertThat(offer.load()).isEqualTo(new Arrivals(75, Spacing.POISSON));
        assertThat(offer.timing().orElseThrow().settling()).isEqualTo(Duration.ofSeconds(6));
    }

    /** What M/M/1 of 100 req/s misses of 100 ms is {@code exp(−10·(1 − ρ))}, without any noise: 100 − ln 20 ÷ 0.1 = 70.04 req/s. */
    @Test
    void rateOfTheTextbookIsFound() {
        RateUnderLimit rate = (RateUnderLimit) found(search, load -> Math.exp(-10 * (1 - load)));

        assertThat(rate.precise()).isTrue();
        assertThat(rate.perSecond()).isEqualTo(70.04, within(0.3));
        assertThat(rate.lowPerSecond()).isBetween(63.0, 64.8);
        assertThat(rate.highPerSecond()).isBetween(74.6, 76.2);
    }

    /**
     * In ten minutes 42 000 requests come, of which 2100 may miss. Their number varies as 25 times as many events would, by 11 %, and the
     * share grows with a power of the rate, for which steps this near each other leave the usual one; the speed of the service adds 2.2 %.
     */
    @Test
    void lowerEndKeepsTheLimitForTenMinutes() {
        RateUnderLimit rate = (RateUnderLimit) found(search, load -> Math.exp(-10 * (1 - load)));

        double up = Math.log(rate.highPerSecond() / rate.perSecond());
        double down = Math.log(rate.perSecond() / rate.lowPerSecond());
        double usualPower = 0.7 * 0.85 * Math.log(20) / 0.3;
        double chance = 1.96 * Math.hypot(Math.sqrt(25.0 / 2100) / usualPower, 0.022);
        assertThat(Math.sqrt(down * down - up * up)).isEqualTo(chance, within(0.001));
    }

    /** Of this service 5 % miss at 50 req/s, and 37 % at its capacity; where all missed there, its curve would be half as steep again. */
    @Test
    void rateOfAServiceThatMissesLittleAtItsCapacityIsFound() {
        RateUnderLimit rate = (RateUnderLimit) found(search, load -> 0.05 * Math.exp(4 * (load - 0.5)));

        assertThat(rate.perSecond()).isEqualTo(50, within(1.0));
        assertThat(rate.lowPerSecond()).isLessThan(50);
        assertThat(rate.highPerSecond()).isGreaterThan(50);
    }

    @Test
    void limitThatIsKeptUpToTheCapacityIsSaid() {
        LimitResult.KeptThroughout kept = (LimitResult.KeptThroughout) found(search, load -> load >= 1 ? 1 : 0.001);

        assertThat(kept.perSecond()).isEqualTo(97, within(1e-9));
        assertThat(kept.lowPerSecond())
                .as("the interval of three steps is wider than the distance from 97 to 99 req/s")
                .isBetween(85.0, 96.0);
    }

    /** Nothing above 40 req/s was ever sent. */
    @Test
    void limitThatIsKeptUpToTheHighestRateOfTheSettingsSaysNothingOfMore() {
        ArrivalsSettings slow = new ArrivalsSettings(
                0.05, 6, 24, Duration.ofSeconds(8), Duration.ofSeconds(60), 40, Spacing.POISSON, OptionalInt.empty());
        LimitResult.KeptThroughout kept =
                (LimitResult.KeptThroughout) found(new LimitSearch(slow, LIMIT, RULE, 100, 0.01), load -> 0);

        assertThat(kept.perSecond()).isEqualTo(40, within(1e-9));
    }

    @Test
    void limitThatIsKeptNowhereIsSaid() {
        LimitResult.KeptNowhere nowhere = (LimitResult.KeptNowhere) found(search, load -> 0.2 + 0.8 * load * load);

        assertThat(nowhere.perSecond()).isEqualTo(5, within(1e-9));
        assertThat(nowhere.highPerSecond()).isBetween(5.0, 7.0);
    }

    /** How many miss does not depend on the load, so that the slope of the curve says nothing. */
    @Test
    void limitThatEveryLoadMissesAlikeIsKeptNowhere() {
        LimitResult.KeptNowhere nowhere = (LimitResult.KeptNowhere) found(search, load -> 0.1);

        assertThat(nowhere.highPerSecond()).isBetween(5.0, 7.0);
    }

    /** Of 920 requests at half of the capacity none is late; where 0.1 % may be late, one would be. */
    @Test
    void intervalEndsAtTheCapacity() {
        Limit rare = Limit.ofLatency(100, 99.9);
        LimitSearch few = new LimitSearch(ARRIVALS, new LimitSettings(rare, 0.05, 0.1, 60), RULE, 10, 0.01);
        RateUnderLimit rate = (RateUnderLimit) few.conclude(eight(5, 0)).orElseThrow();

        assertThat(rate.highPerSecond()).isEqualTo(10);
        assertThat(rate.precise()).isFalse();
    }

    /**
     * Of 195 s a step has taken 10, so that 185 are left: for eight steps. One step with 5 % at 0.8 leads to {@code 0.8 − 0.1 ÷ (0.85·ln 20
     * ÷ 0.2) = 0.7921}, as chance makes its logarithm low; there a step settles for {@code 2·0.01 ÷ (1 − √0.7921)² = 1.654 s}.
     */
    @Test
    void stepsShareTheTimeThatIsLeft() {
        Decision.Offer<LimitResult> offer = (Decision.Offer<LimitResult>) search.next(List.of(lateOf(800, 10_000, 40)));

        assertThat(offer.timing().orElseThrow().settling()).isEqualTo(Duration.ofMillis(1654));
        assertThat(offer.timing().orElseThrow().window()).isEqualTo(Duration.ofMillis(21_471));
    }

    /** By chance 880 requests came in 10 s, not 800: what misses then misses at 88 req/s, so that more is offered next than otherwise. */
    @Test
    void stepShowsTheRateThatCame() {
        assertThat(offered(lateOf(880, 10_000, 110))).isGreaterThan(offered(lateOf(800, 10_000, 100)) + 3);
    }

    @Test
    void refusedRequestsMissAsLateOnesDo() {
        StepStatistics late = step(1, 80, 1600, 200, 0);
        StepStatistics refused = step(1, 80, 1600, 0, 200);

        assertThat(search.next(List.of(refused))).isEqualTo(search.next(List.of(late)));
    }

    @Test
    void stepOfTheInjectorsLimitTellsNothing() {
        StepStatistics limited = MeasuredStep.of(new Step(1, 0, Purpose.LIMIT, new Arrivals(80, Spacing.POISSON)))
                .window(0, 20_000)
                .with(Outcome.OK, 800)
                .injector(0.99, 500, 1600)
                .statistics();

        assertThat(search.next(List.of(limited))).isEqualTo(search.next(List.of()));
    }

    /** Steps whose shares differ by a factor of a hundred around the allowed one leave the rate open by more than 10 %. */
    @Test
    void rateThatIsNotKnownWhenTheTimeIsOverIsNotPrecise() {
        double[] noise = {0.02, 4, 0.05, 3, 0.02, 5, 0.02, 4};
        List<StepStatistics> steps = new ArrayList<>();
        Decision<LimitResult> decision = search.next(steps);
        while (decision instanceof Decision.Offer<LimitResult> offer) {
            double factor = noise[steps.size() % noise.length];
            steps.add(measured(offer, steps, load -> Math.min(1, factor * Math.exp(-10 * (1 - load)))));
            decision = search.next(steps);
        }
        RateUnderLimit rate = (RateUnderLimit) decision.asResult().orElseThrow();

        assertThat(rate.precise()).isFalse();
        assertThat(rate.highPerSecond() / rate.perSecond()).isGreaterThan(1.1);
        assertThat(steps.get(steps.size() - 1).windowEndMillis()).isBetween(185_000L, 205_000L);
    }

    /** Eight steps at 80 req/s take all the time, and nothing misses. Of the 84 req/s of the settings nobody has seen the top. */
    @Test
    void rateAboveAllThatWereOfferedIsNotStated() {
        LimitSearch slow = new LimitSearch(ARRIVALS.upTo(84), LIMIT, RULE, 100, 0.01);
        LimitResult.KeptThroughout kept =
                (LimitResult.KeptThroughout) slow.next(eight(80, 0)).asResult().orElseThrow();

        assertThat(kept.perSecond()).isEqualTo(80);
        assertThat(kept.lowPerSecond()).isEqualTo(80);
    }

    @Test
    void rateThatIsFarAboveAllThatWereOfferedIsOffered() {
        LimitSearch faster = new LimitSearch(ARRIVALS.upTo(90), LIMIT, RULE, 100, 0.01);

        assertThat(((Decision.Offer<LimitResult>) faster.next(eight(80, 0))).load())
                .isEqualTo(new Arrivals(90, Spacing.POISSON));
    }

    /** Half of the requests miss at 10 req/s, so that less than 5 req/s would keep the limit, which was not offered. */
    @Test
    void rateBelowAllThatWereOfferedIsNotStated() {
        List<StepStatistics> steps = eight(10, 0.5);
        LimitResult.KeptNowhere nowhere =
                (LimitResult.KeptNowhere) search.conclude(steps).orElseThrow();

        assertThat(((Decision.Offer<LimitResult>) search.next(steps)).load())
                .isEqualTo(new Arrivals(5, Spacing.POISSON));
        assertThat(nowhere.perSecond()).isEqualTo(10);
    }

    /** At 90 req/s 1 − ln 20 ÷ 10 of the curve is far away: it is offered before the search ends there. */
    @Test
    void rateThatIsFarFromAllThatWereOfferedIsOffered() {
        List<StepStatistics> steps = eight(90, Math.exp(-10 * (1 - 0.9)));
        Decision.Offer<LimitResult> offer = (Decision.Offer<LimitResult>) search.next(steps);

        assertThat(offer.load().offeredPerSecond().orElseThrow()).isLessThan(80);
        assertThat(((RateUnderLimit) search.conclude(steps).orElseThrow()).precise())
                .isFalse();
    }

    /** In the first 10 s half of the requests waited in one long queue; afterwards the service is that of the textbook, with 70.04 req/s. */
    @Test
    void queueOfAMomentDoesNotLeadToTheLowestLoad() {
        List<StepStatistics> steps = new ArrayList<>();
        Decision<LimitResult> decision = search.next(steps);
        while (decision instanceof Decision.Offer<LimitResult> offer) {
            boolean first = steps.isEmpty();
            steps.add(measured(offer, steps, load -> first ? 0.5 : Math.exp(-10 * (1 - load))));
            decision = search.next(steps);
        }

        assertThat(steps.get(1).offered().amount()).isEqualTo(37.5, within(0.01));
        RateUnderLimit rate = (RateUnderLimit) decision.asResult().orElseThrow();
        assertThat(rate.perSecond()).isBetween(60.0, 71.0);
        assertThat(rate.highPerSecond()).isGreaterThan(70.04);
    }

    /** One step has no interval. */
    @Test
    void oneStepConcludesNothing() {
        assertThat(search.conclude(List.of(lateOf(800, 10_000, 40)))).isEmpty();
    }

    /** A capacity that is 0.5 % more or less leaves three steps at 97 req/s at the top. */
    @ParameterizedTest
    @ValueSource(doubles = {99.5, 100.5})
    void capacityThatTheLogShowsALittleOtherwiseChangesNothing(double capacity) {
        List<StepStatistics> steps = List.of(step(1, 97, 1940, 2, 0), step(2, 97, 1940, 2, 0), step(3, 97, 1940, 2, 0));
        LimitSearch ofLog = new LimitSearch(ARRIVALS, LIMIT, RULE, capacity, 0.01);

        assertThat(ofLog.next(steps).asResult().orElseThrow().word()).isEqualTo("kept-throughout");
    }

    /** Of 800 requests that were due 500 were sent, all of them late: it is as if all 800 had been late. */
    @Test
    void requestsThatWereDueWhileAllUsersWaitedMiss() {
        StepStatistics warm = MeasuredStep.of(new Step(1, 0, Purpose.WARM_UP, new Callers(1)))
                .with(Outcome.OK, 100)
                .goodput(100)
                .latency(10)
                .statistics();
        StepStatistics waited = MeasuredStep.of(new Step(2, 0, Purpose.LIMIT, new Arrivals(80, Spacing.POISSON)))
                .window(0, 10_000)
                .with(Outcome.OK, 500)
                .goodput(50)
                .latency(150)
                .slow(500, 150)
                .injector(0.1, 0.1, 800)
                .statistics();

        assertThat(search.next(List.of(warm, waited))).isEqualTo(search.next(List.of(lateOf(800, 10_000, 800))));
        assertThat(offered(lateOf(800, 10_000, 800)))
                .as("at least half of the 80 req/s")
                .isEqualTo(40, within(1e-9));
    }

    /** Ten latencies of 5 s are 50 s, in the first step and the others. */
    @Test
    void windowsHoldTenLatencies() {
        LimitSearch slow = new LimitSearch(ARRIVALS, LIMIT, RULE, 100, 5);
        Decision.Offer<LimitResult> first = (Decision.Offer<LimitResult>) slow.next(List.of());
        Decision.Offer<LimitResult> second =
                (Decision.Offer<LimitResult>) slow.next(List.of(lateOf(4000, 50_000, 200)));

        assertThat(first.timing().orElseThrow().window()).isEqualTo(Duration.ofSeconds(50));
        assertThat(second.timing().orElseThrow().window()).isEqualTo(Duration.ofSeconds(50));
    }

    /** A window of 60 s holds 20 requests of 1 ÷ 3 req/s, which is more than 5 % of 2 req/s. */
    @Test
    void rateIsNoLowerThanWindowsHoldEnoughOf() {
        LimitSearch rare = new LimitSearch(ARRIVALS, LIMIT, RULE, 2, 0.01);
        List<StepStatistics> late = new ArrayList<>();
        List<Double> offered = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Decision.Offer<LimitResult> offer = (Decision.Offer<LimitResult>) rare.next(late);
            offered.add(offer.load().offeredPerSecond().orElseThrow());
            late.add(MeasuredStep.of(new Step(i + 1, 0, Purpose.LIMIT, offer.load()))
                    .window(70_000L * i, 60_000)
                    .with(Outcome.OK, 16)
                    .slow(16, 150)
                    .statistics());
        }

        assertThat(offered)
                .as("never less than half of the load before")
                .usingElementComparator(Comparator.comparingDouble(rate -> Math.round(1e6 * rate)))
                .containsExactly(1.5, 0.75, 0.375, 1.0 / 3);
    }

    private static List<StepStatistics> eight(double rate, double share) {
        List<StepStatistics> steps = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            long requests = Math.round(rate * 23);
            steps.add(MeasuredStep.of(new Step(i + 1, 0, Purpose.LIMIT, new Arrivals(rate, Spacing.POISSON)))
                    .window(25_000L * i, 23_000)
                    .with(Outcome.OK, requests)
                    .slow(Math.round(share * requests), 150)
                    .statistics());
        }
        return steps;
    }

    private double offered(StepStatistics step) {
        return ((Decision.Offer<LimitResult>) search.next(List.of(step)))
                .load()
                .offeredPerSecond()
                .orElseThrow();
    }

    private static StepStatistics lateOf(long requests, long windowMillis, long late) {
        return MeasuredStep.of(new Step(1, 0, Purpose.LIMIT, new Arrivals(80, Spacing.POISSON)))
                .window(0, windowMillis)
                .with(Outcome.OK, requests)
                .slow(late, 150)
                .statistics();
    }

    private static LimitResult found(LimitSearch search, DoubleUnaryOperator missesAt) {
        List<StepStatistics> steps = new ArrayList<>();
        Decision<LimitResult> decision = search.next(steps);
        while (decision instanceof Decision.Offer<LimitResult> offer) {
            steps.add(measured(offer, steps, missesAt));
            decision = search.next(steps);
        }
        return decision.asResult().orElseThrow();
    }

    private static StepStatistics measured(
            Decision.Offer<LimitResult> offer, List<StepStatistics> before, DoubleUnaryOperator missesAt) {
        double rate = offer.load().offeredPerSecond().orElseThrow();
        double seconds = offer.timing().orElseThrow().window().toMillis() / 1000.0;
        long requests = Math.round(rate * seconds);
        long late = Math.round(requests * missesAt.applyAsDouble(rate / 100));
        long start = before.isEmpty() ? 0 : before.get(before.size() - 1).windowEndMillis() + 2000;
        return MeasuredStep.of(new Step(before.size() + 1, 0, Purpose.LIMIT, offer.load()))
                .window(start, Math.round(1000 * seconds))
                .with(Outcome.OK, requests)
                .slow(late, 150)
                .statistics();
    }

    private static StepStatistics step(int number, double rate, long requests, long late, long refused) {
        return MeasuredStep.of(new Step(number, 0, Purpose.LIMIT, new Arrivals(rate, Spacing.POISSON)))
                .window(0, 20_000)
                .with(Outcome.OK, requests - refused)
                .with(Outcome.REFUSED, refused)
                .slow(late, 150)
                .statistics();
    }
}
