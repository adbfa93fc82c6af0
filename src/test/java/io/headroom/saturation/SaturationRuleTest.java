package io.headroom.saturation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Load;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaturationRuleTest {

    private static final Load ARRIVALS = new Load.Arrivals(100, Spacing.POISSON);
    private static final Load CALLERS = new Load.Callers(8);

    private final SaturationRule rule = new SaturationRule(5, 0.01, 0.05, Duration.ofMillis(100));

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 99, 1_000_000})
    void oneStray503NeverDecides(long ok) {
        assertEquals(StepVerdict.CLEAN, judge(ok, Outcome.REFUSED, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "495, 5, SATURATED", // 5 of 500: both the number and the share, just
        "496, 5, CLEAN", // 5 of 501: below 1 %
        "1, 4, CLEAN", // fewer than 5
        "0, 2, SATURATED", // nothing was taken
        "0, 5, SATURATED",
        "9900, 100, SATURATED",
        "9901, 99, CLEAN"
    })
    void numberAndShareOfRefusalsAreBothNeeded(long ok, long refused, StepVerdict verdict) {
        assertEquals(verdict, judge(ok, Outcome.REFUSED, refused));
    }

    /** As of uvicorn with a limit of 9 connections: of 8 callers it refuses 1 to 3 %, of 9 more than 10 %. */
    @ParameterizedTest
    @CsvSource({
        "96, 5, CLEAN", // 4.95 %
        "95, 5, SATURATED", // 5 %, just
        "20, 4, CLEAN", // fewer than 5
        "792, 24, CLEAN" // 3 % of 10 s
    })
    void fewRefusalsOfCallersAreOfChanceUnlessTheyKeepOneOut(long ok, long refused, StepVerdict verdict) {
        MeasuredStep step = MeasuredStep.ofCallers(8).with(Outcome.OK, ok).with(Outcome.REFUSED, refused);

        assertEquals(verdict, rule.judge(step.window(0, 10_000).statistics()));
    }

    /** What fails and is no refusal is no chance of a closed loop: 10 of 1000 are 1 %, and keep nobody out. */
    @ParameterizedTest
    @CsvSource({"0, 10, FAILING", "0, 9, CLEAN", "30, 10, FAILING"})
    void otherFailuresOfCallersDecideAsThoseOfArrivalsDo(long refused, long failed, StepVerdict verdict) {
        MeasuredStep step = MeasuredStep.ofCallers(8)
                .window(0, 10_000)
                .with(Outcome.OK, 1000 - refused - failed)
                .with(Outcome.REFUSED, refused);

        assertEquals(verdict, rule.judge(step.with(Outcome.TIMED_OUT, failed).statistics()));
        assertEquals(verdict, rule.judge(step.withStatus(504, failed).statistics()));
    }

    @ParameterizedTest
    @CsvSource({"991, 9, CLEAN, true", "990, 10, CLEAN, false", "960, 40, CLEAN, false", "950, 50, SATURATED, false"})
    void stepThatIsTakenWholeHasAsFewRefusalsAsArrivals(long ok, long refused, StepVerdict verdict, boolean takesAll) {
        StepStatistics step = MeasuredStep.ofCallers(8)
                .window(0, 20_000)
                .with(Outcome.OK, ok)
                .with(Outcome.REFUSED, refused)
                .statistics();

        assertEquals(verdict, rule.judge(step));
        assertEquals(takesAll, rule.takesAll(step));
    }

    @Test
    void whereTheRetryWaitIsUnknownTheShareOfArrivalsDecides() {
        StepStatistics step = MeasuredStep.ofCallers(8)
                .window(0, 20_000)
                .with(Outcome.OK, 990)
                .with(Outcome.REFUSED, 10)
                .statistics();

        assertEquals(StepVerdict.SATURATED, rule.ofUnknownRetryWait().judge(step));
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_READY", "TIMED_OUT", "SERVER_ERROR", "WRONG_ANSWER", "OTHER_ERROR"})
    void failuresOfEveryKindAreJudgedByTheSameMeasure(Outcome failure) {
        assertEquals(StepVerdict.FAILING, judge(495, failure, 5));
        assertEquals(StepVerdict.CLEAN, judge(496, failure, 5));
        assertEquals(StepVerdict.CLEAN, judge(1, failure, 4));
        assertEquals(StepVerdict.FAILING, judge(0, failure, 2), "nothing was taken");
    }

    /** A model that takes longer than its gateway allows, or fails behind it, is no wrong test. */
    @ParameterizedTest
    @CsvSource({"408, FAILING", "424, FAILING", "504, FAILING", "404, WRONG_TEST", "429, SATURATED", "503, SATURATED"})
    void statusDecidesByWhatItStandsFor(int status, StepVerdict verdict) {
        MeasuredStep step = MeasuredStep.ofCallers(1).with(Outcome.OK, 95).withStatus(status, 5);

        assertEquals(verdict, rule.judge(step.statistics()));
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, 404, SATURATED",
        "REFUSED, 500, SATURATED",
        "REFUSED, 424, SATURATED",
        "CLIENT_ERROR, 503, WRONG_TEST",
        "SERVER_ERROR, 404, FAILING"
    })
    void statusThatStandsForAnotherOutcomeIsJudgedByThat(Outcome outcome, int status, StepVerdict verdict) {
        MeasuredStep step = MeasuredStep.ofCallers(1).with(Outcome.OK, 95).withStatus(outcome, status, 5);

        assertEquals(verdict, rule.judge(step.statistics()));
    }

    /**
     * One caller too many at 5,000 req/s: 25 refusals in 2.5 s are 0.2 % of all, but keep one caller out all the time.
     */
    @Test
    void callerThatIsKeptOutDecidesHoweverFastTheServiceIs() {
        MeasuredStep step = MeasuredStep.ofCallers(37).with(Outcome.OK, 12_475).window(0, 2_500);
        assertEquals(
                StepVerdict.SATURATED, rule.judge(step.with(Outcome.REFUSED, 25).statistics()));
        assertEquals(
                StepVerdict.CLEAN, rule.judge(step.with(Outcome.REFUSED, 12).statistics()), "half a caller less 4 %");
    }

    /**
     * At 1,000 req/s for 3 s: 15 failures, after each of which a caller waits 0.1 s, are 1.5 s, half a caller, and 0.5 %
     * of all requests. With arrivals nobody is kept out.
     */
    @ParameterizedTest
    @CsvSource({
        "15, 0, FAILING",
        "14, 0, CLEAN",
        "5, 10, FAILING", // refusals keep callers out as well
        "5, 9, CLEAN",
        "4, 11, CLEAN" // too few failures, and 1.1 s of refusals
    })
    void callerThatFailuresKeepOutDecidesToo(long failed, long refused, StepVerdict verdict) {
        MeasuredStep step = MeasuredStep.ofCallers(9)
                .with(Outcome.OK, 2_985)
                .with(Outcome.SERVER_ERROR, failed)
                .with(Outcome.REFUSED, refused);
        assertEquals(verdict, rule.judge(step.window(0, 3_000).statistics()));
        assertEquals(StepVerdict.CLEAN, judge(2_985, Outcome.SERVER_ERROR, failed));
    }

    @Test
    void failuresOfDifferentKindsAddUpButRefusalsAreNoneOfThem() {
        MeasuredStep failing = MeasuredStep.ofCallers(1)
                .with(Outcome.OK, 100)
                .with(Outcome.NOT_READY, 3)
                .with(Outcome.TIMED_OUT, 2);
        assertEquals(StepVerdict.FAILING, rule.judge(failing.statistics()));

        MeasuredStep mixed = MeasuredStep.ofCallers(1)
                .with(Outcome.OK, 100)
                .with(Outcome.NOT_READY, 4)
                .with(Outcome.REFUSED, 4);
        assertEquals(StepVerdict.CLEAN, rule.judge(mixed.statistics()));
        assertEquals(
                StepVerdict.SATURATED,
                rule.judge(mixed.with(Outcome.NOT_READY, 90)
                        .with(Outcome.REFUSED, 8)
                        .statistics()));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, WRONG_TEST", // nothing else is known
        "0, 5000, WRONG_TEST",
        "4999, 1, CLEAN",
        "4951, 49, CLEAN", // 0.98 %
        "4950, 50, WRONG_TEST",
        "200, 4, CLEAN", // 2 %, but fewer than five
        "200, 5, WRONG_TEST"
    })
    void testIsWrongByTheSameShareAsAnythingElse(long ok, long wrong, StepVerdict verdict) {
        MeasuredStep step = MeasuredStep.ofCallers(4).with(Outcome.OK, ok).with(Outcome.CLIENT_ERROR, wrong);
        assertEquals(verdict, rule.judge(step.statistics()));
    }

    @Test
    void oneClientErrorAmongRefusalsIsNoWrongTest() {
        MeasuredStep step = MeasuredStep.ofCallers(4).with(Outcome.CLIENT_ERROR, 1);
        assertEquals(
                StepVerdict.SATURATED,
                rule.judge(step.with(Outcome.REFUSED, 100).statistics()));
    }

    /** A dead service is tried again at once, which uses up the injector's CPU: 6,612 refused connections in a step. */
    @Test
    void injectorIsBlamedOnlyWhenTheServiceDidNotFailMostRequestsItself() {
        MeasuredStep busy = MeasuredStep.ofCallers(20).injector(0.99, 60, 0);
        assertEquals(
                StepVerdict.FAILING,
                rule.judge(busy.with(Outcome.NOT_READY, 6612).statistics()));
        assertEquals(
                StepVerdict.INJECTOR_BOUND,
                rule.judge(busy.with(Outcome.OK, 6700).statistics()),
                "less than half");
        assertEquals(
                StepVerdict.INJECTOR_BOUND,
                rule.judge(MeasuredStep.ofCallers(20)
                        .injector(0.99, 60, 0)
                        .with(Outcome.TIMED_OUT, 20)
                        .statistics()),
                "a late answer may be due to the injector");
    }

    /** The injector's CPU is full of other work, while one of four backends is down: 31 of 126 answers are 502. */
    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void injectorIsNotBlamedForFailuresThatAreAnswers(int status) {
        MeasuredStep busy = MeasuredStep.ofCallers(4).injector(0.99, 60, 0).with(Outcome.OK, 95);
        assertEquals(StepVerdict.FAILING, rule.judge(busy.withStatus(status, 31).statistics()));
    }

    @Test
    void injectorIsNotBlamedForWrongAnswers() {
        MeasuredStep busy = MeasuredStep.ofCallers(4).injector(0.99, 60, 0).with(Outcome.OK, 95);
        assertEquals(
                StepVerdict.FAILING,
                rule.judge(busy.with(Outcome.WRONG_ANSWER, 31).statistics()));
    }

    /** 31 of 126 requests got no connection, which an injector without a free port may cause. */
    @Test
    void injectorIsBlamedWhereFewFailWithoutAnAnswer() {
        MeasuredStep busy = MeasuredStep.ofCallers(4).injector(0.99, 60, 0).with(Outcome.OK, 95);
        assertEquals(
                StepVerdict.INJECTOR_BOUND,
                rule.judge(busy.with(Outcome.NOT_READY, 31).statistics()));
    }

    @Test
    void stepWithoutRequestsIsUnmeasured() {
        assertEquals(
                StepVerdict.UNMEASURED, rule.judge(MeasuredStep.ofCallers(1).statistics()));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 9, false", // fewer than twice the minimum
        "0, 10, true",
        "490, 10, false", // 2 %, but the lower bound is 0.80 %
        "480, 20, true", // 4 %: the lower bound is 2.1 %
        "100000, 500, false" // many, but only 0.5 %
    })
    void earlyEndNeedsCertainty(long ok, long failed, boolean conclusive) {
        assertEquals(conclusive, rule.conclusive(step(Purpose.UP, ARRIVALS), counts(ok, Outcome.REFUSED, failed)));
        assertEquals(conclusive, rule.conclusive(step(Purpose.UP, ARRIVALS), counts(ok, Outcome.TIMED_OUT, failed)));
        assertEquals(conclusive, rule.conclusive(step(Purpose.UP, CALLERS), counts(ok, Outcome.TIMED_OUT, failed)));
    }

    @ParameterizedTest
    @CsvSource({
        "461, 39, false", // 7.8 %, but the lower bound is 4.9 %
        "460, 40, true" // 8 %: the lower bound is 5.06 %
    })
    void earlyEndByRefusalsOfCallersNeedsMoreOfThem(long ok, long refused, boolean conclusive) {
        assertEquals(conclusive, rule.conclusive(step(Purpose.UP, CALLERS), counts(ok, Outcome.REFUSED, refused)));
    }

    @Test
    void wrongTestEndsAnyStepOnceItIsCertainAndSuccessNone() {
        Step hold = step(Purpose.HOLD, CALLERS);
        assertTrue(rule.ends(hold, counts(0, Outcome.CLIENT_ERROR, 5)));
        assertTrue(rule.ends(hold, counts(480, Outcome.CLIENT_ERROR, 20)));
        assertFalse(rule.ends(hold, counts(0, Outcome.CLIENT_ERROR, 4)));
        assertFalse(rule.conclusive(hold, counts(4999, Outcome.CLIENT_ERROR, 1)));
        assertFalse(rule.conclusive(hold, counts(1_000_000, Outcome.REFUSED, 0)));
        assertFalse(rule.conclusive(hold, counts(0, Outcome.REFUSED, 0)));
    }

    @Test
    void onlyStepsOnTheWayEndByRefusals() {
        assertTrue(rule.ends(step(Purpose.DOWN, CALLERS), counts(0, Outcome.REFUSED, 10)));
        assertFalse(rule.ends(step(Purpose.PLATEAU, CALLERS), counts(0, Outcome.REFUSED, 10)));
    }

    /** Examples and 95 % limits of R. G. Newcombe, Statistics in Medicine 17, 1998, table I, method 3. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553", "15, 148, 0.0624", "0, 20, 0.0000", "1, 29, 0.0061"})
    void lowerBoundIsWilsons(long k, long n, double published) {
        assertEquals(published, SaturationRule.wilsonLowerBound(k, n, 1.959964), 0.00005);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.01, 0.5", "5, 0, 0.5", "5, 1, 0.5", "5, NaN, 0.5", "-1, 0.5, 0.5", "5, 0.5, 0", "5, 0.5, 1"})
    void ruleThatCannotDecideIsRejected(int minimum, double share, double ofCallers) {
        assertThrows(
                IllegalArgumentException.class, () -> new SaturationRule(minimum, share, ofCallers, Duration.ZERO));
    }

    /** Returns the verdict on an open-loop step, where only the number and the share of refusals decide. */
    private StepVerdict judge(long ok, Outcome other, long count) {
        return rule.judge(MeasuredStep.of(step(Purpose.TARGET, ARRIVALS))
                .with(Outcome.OK, ok)
                .with(other, count)
                .statistics());
    }

    private static Step step(Purpose purpose, Load load) {
        return new Step(1, 0, purpose, load);
    }

    private static OutcomeCounts counts(long ok, Outcome other, long count) {
        return new OutcomeCounts(Map.of(Outcome.OK, ok, other, count));
    }
}
