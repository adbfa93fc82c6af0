package io.headroom.saturation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.ImpossibleRunException;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalsSearchTest {

    private static final ArrivalsSettings SETTINGS = new ArrivalsSettings(
            0.05, 6, 24, Duration.ofSeconds(8), Duration.ofSeconds(60), 400, Spacing.CONSTANT, OptionalInt.of(4));
    private final ArrivalsSearch search = new ArrivalsSearch(SETTINGS, SampleSearch.RULE);

    private final StepStatistics warm = MeasuredStep.of(new Step(1, 0, Purpose.WARM_UP, new Callers(4)))
            .with(Outcome.OK, 160)
            .goodput(80)
            .latency(50)
            .statistics();

    @Test
    void rampBeginsWhereTheWarmUpWasAndDoubles() {
        assertEquals(80, rate(offer(List.of(warm))));
        assertEquals(160, rate(offer(List.of(warm, up(80, 80, 0)))));
        assertEquals(Purpose.UP, offer(List.of(warm)).purpose());
    }

    @Test
    void serviceThatFallsShortIsOverloadedAndMeasuredOnThePlateau() {
        Decision.Offer<ArrivalsResult> offer = offer(List.of(warm, up(80, 80, 0), up(160, 100, 0)));

        assertEquals(Purpose.PLATEAU, offer.purpose());
        assertEquals(300, rate(offer), "three times what was served");
        assertEquals(10, offer.timing().orElseThrow().refusals());
    }

    /**
     * 240 of 250 req/s are more than 85 %. But 192 requests were in flight, and took 800 ms instead of 50 ms; in 5 s 50 of 1250
     * were not sent.
     */
    @Test
    void serviceForWhichAllUsersWaitIsOverloadedHoweverMuchOfTheRateItServes() {
        StepStatistics waiting = MeasuredStep.of(new Step(2, 1, Purpose.UP, new Arrivals(250, Spacing.CONSTANT)))
                .window(0, 5000)
                .with(Outcome.OK, 1200)
                .goodput(240)
                .latency(800)
                .injector(0.1, 0.1, 1250)
                .statistics();

        Decision.Offer<ArrivalsResult> offer = offer(List.of(warm, waiting));

        assertEquals(Purpose.PLATEAU, offer.purpose());
        assertEquals(720, rate(offer), "three times what was served");
    }

    @Test
    void aFewRefusalsAreNoOverload() {
        assertEquals(320, rate(offer(List.of(warm, up(160, 158, 9)))));
        assertEquals(Purpose.PLATEAU, offer(List.of(warm, up(160, 150, 100))).purpose());
    }

    @Test
    void windowIsLongEnoughForTheLatencyAndForThreeHundredAnswers() {
        StepStatistics slow = MeasuredStep.of(new Step(1, 0, Purpose.WARM_UP, new Callers(4)))
                .with(Outcome.OK, 10)
                .goodput(2)
                .latency(2000)
                .statistics();

        Timing ramp = offer(List.of(slow)).timing().orElseThrow();
        assertEquals(Duration.ofSeconds(50), ramp.window(), "100 requests at 2 a second");
        assertEquals(Duration.ofSeconds(6), ramp.settling(), "until the callers' connections are closed");
        Timing next = offer(List.of(slow, up(2, 2, 0))).timing().orElseThrow();
        assertEquals(Duration.ofSeconds(4), next.settling(), "two latencies");
        Timing plateau = offer(List.of(slow, up(20, 10, 0))).timing().orElseThrow();
        assertEquals(Duration.ofSeconds(30), plateau.window(), "300 answers at 10 a second");
    }

    @Test
    void topOfTheRangeIsOfferedBeforeTheSearchGivesUp() {
        assertEquals(400, rate(offer(List.of(warm, up(320, 320, 0)))));

        StepStatistics top = up(400, 400, 0);
        assertEquals(new Decision.Ended<>(new ArrivalsResult.NotSaturated(top)), search.next(List.of(warm, top)));
    }

    /** 1 % of 500 is 5: with 4, the step is clean, and the search doubles the rate. */
    @Test
    void asManyWrongRequestsAsOfAnyOtherFailureEndTheSearch() {
        StepStatistics wrong = upWithWrong(495, 5);

        Decision<ArrivalsResult> decision = search.next(List.of(warm, wrong));
        assertEquals(new Decision.Ended<>(new ArrivalsResult.NoCapacity(wrong, StepVerdict.WRONG_TEST)), decision);
    }

    @Test
    void fewWrongRequestsAmongManyDoNotEndTheSearch() {
        assertEquals(160, rate(offer(List.of(warm, upWithWrong(496, 4)))));
    }

    private static StepStatistics upWithWrong(long ok, long wrong) {
        return MeasuredStep.of(new Step(2, 1, Purpose.UP, new Arrivals(80, Spacing.CONSTANT)))
                .with(Outcome.OK, ok)
                .with(Outcome.CLIENT_ERROR, wrong)
                .goodput(80)
                .statistics();
    }

    @Test
    void endpointThatAnswersNothingEndsTheSearch() {
        StepStatistics dead = MeasuredStep.of(new Step(2, 1, Purpose.UP, new Arrivals(80, Spacing.CONSTANT)))
                .with(Outcome.NOT_READY, 100)
                .statistics();

        Decision.Ended<ArrivalsResult> ended = (Decision.Ended<ArrivalsResult>) search.next(List.of(warm, dead));
        assertInstanceOf(ArrivalsResult.NoCapacity.class, ended.result());
    }

    /** A service that stalls for the whole window answers after it. */
    @ParameterizedTest
    @EnumSource(names = {"UP", "PLATEAU"})
    void stepWhoseSuccessesAllCameAfterItsWindowWasNotMeasured(Purpose purpose) {
        StepStatistics late = MeasuredStep.of(new Step(3, 1, purpose, new Arrivals(80, Spacing.CONSTANT)))
                .with(Outcome.OK, 100)
                .goodput(0)
                .statistics();

        assertEquals(
                new Decision.Ended<>(new ArrivalsResult.NoCapacity(late, StepVerdict.UNMEASURED)),
                search.next(List.of(warm, up(160, 100, 0), late)));
    }

    /** The run would have ended there. */
    @Test
    void noStepUnderOverloadFollowsOneThatServedNothing() {
        StepStatistics limited = MeasuredStep.of(new Step(2, 1, Purpose.UP, new Arrivals(80, Spacing.CONSTANT)))
                .with(Outcome.TIMED_OUT, 100)
                .injector(0.99, 60, 0)
                .statistics();
        StepStatistics plateau = MeasuredStep.of(new Step(3, 1, Purpose.PLATEAU, new Arrivals(80, Spacing.CONSTANT)))
                .with(Outcome.OK, 20)
                .injector(0.99, 60, 0)
                .goodput(4)
                .statistics();

        assertThrows(ImpossibleRunException.class, () -> search.next(List.of(warm, limited, plateau)));
    }

    @Test
    void serviceThatRefusedTheWholeWarmUpEndsTheSearch() {
        StepStatistics refusing = MeasuredStep.of(new Step(1, 0, Purpose.WARM_UP, new Callers(4)))
                .with(Outcome.REFUSED, 100)
                .statistics();

        assertEquals(
                new Decision.Ended<>(new ArrivalsResult.NoCapacity(refusing, StepVerdict.SATURATED)),
                search.next(List.of(refusing)));
    }

    /** In the log, the last step before the plateau can have one success more than the running simulation saw. */
    @Test
    void plateauAfterAStepThatWasJustNotOverloadedGoesOn() {
        StepStatistics plateau = MeasuredStep.of(new Step(3, 1, Purpose.PLATEAU, new Arrivals(900, Spacing.CONSTANT)))
                .with(Outcome.OK, 1500)
                .with(Outcome.REFUSED, 3000)
                .goodput(300)
                .statistics();

        assertEquals(
                Purpose.PLATEAU, offer(List.of(warm, up(320, 320, 0), plateau)).purpose());
    }

    /** A result that was found before stays the result. */
    @Test
    void targetThatGotNoAnswerDoesNotEndTheSearch() {
        StepStatistics target = MeasuredStep.of(new Step(3, 0, Purpose.TARGET, new Arrivals(80, Spacing.CONSTANT)))
                .with(Outcome.TIMED_OUT, 100)
                .statistics();

        assertEquals(
                Purpose.PLATEAU, offer(List.of(warm, up(320, 100, 900), target)).purpose());
    }

    /** A token bucket of 100 a second, as a gateway has one, or nginx with {@code limit_req} and {@code burst}. */
    @ParameterizedTest
    @ValueSource(doubles = {500, 100, 20})
    void rateLimitIsMeasuredInFewRoundsSinceNothingChangesAnyMore(double burst) {
        TokenBucket bucket = new TokenBucket(100, burst);
        List<StepStatistics> finished = new ArrayList<>(List.of(warm));
        while (search.next(finished) instanceof Decision.Offer<ArrivalsResult> offer) {
            finished.add(bucket.measured(offer));
        }

        ArrivalsResult.Converged result = assertInstanceOf(
                ArrivalsResult.Converged.class, search.next(finished).asResult().orElseThrow());
        assertEquals(100, result.estimate().perSecond(), 2);
        assertTrue(result.estimate().measurements() <= 12, result.toString());
        assertTrue(bucket.seconds < 240, "it took " + bucket.seconds + " s");
    }

    /** Takes a request for each token. Requests come at random times. */
    private static final class TokenBucket {
        private final double perSecond;
        private final double burst;
        private final Random random = new Random(1);
        private double tokens;
        private double seconds;

        TokenBucket(double perSecond, double burst) {
            this.perSecond = perSecond;
            this.burst = burst;
            this.tokens = burst;
        }

        StepStatistics measured(Decision.Offer<ArrivalsResult> offer) {
            Timing timing = offer.timing().orElseThrow();
            double rate = rate(offer);
            long refused = 0;
            double filledAt = seconds + timing.limit().toSeconds();
            while (seconds < filledAt && refused < timing.refusals()) {
                refused += isTaken(rate) ? 0 : 1;
            }
            double start = seconds + timing.settling().toMillis() / 1000.0;
            while (seconds < start) {
                isTaken(rate);
            }
            double window = timing.window().toMillis() / 1000.0;
            long ok = 0;
            refused = 0;
            while (seconds < start + window) {
                boolean taken = isTaken(rate);
                ok += taken ? 1 : 0;
                refused += taken ? 0 : 1;
            }
            return MeasuredStep.of(new Step(2, offer.round(), offer.purpose(), offer.load()))
                    .window(Math.round(1000 * start), timing.window().toMillis())
                    .with(Outcome.OK, ok)
                    .with(Outcome.REFUSED, refused)
                    .goodput(ok / window)
                    .latency(50)
                    .statistics();
        }

        private boolean isTaken(double rate) {
            double since = -Math.log(1 - random.nextDouble()) / rate;
            seconds += since;
            tokens = Math.min(burst, tokens + since * perSecond);
            boolean taken = tokens >= 1;
            tokens -= taken ? 1 : 0;
            return taken;
        }
    }

    private Decision.Offer<ArrivalsResult> offer(List<StepStatistics> finished) {
        return (Decision.Offer<ArrivalsResult>) search.next(finished);
    }

    private static double rate(Decision.Offer<ArrivalsResult> offer) {
        return ((Arrivals) offer.load()).requestsPerSecond();
    }

    private static StepStatistics up(double rate, double goodput, long refused) {
        return MeasuredStep.of(new Step(2, 1, Purpose.UP, new Arrivals(rate, Spacing.CONSTANT)))
                .with(Outcome.OK, Math.round(5 * goodput))
                .with(Outcome.REFUSED, refused)
                .goodput(goodput)
                .latency(50)
                .statistics();
    }
}
