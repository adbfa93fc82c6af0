package io.headroom.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Load.Callers;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.plan.ModelService.Course;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.SampleSearch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarmUpTest {

    private final SingleClientPlan plan = SamplePlan.singleClient(SampleSearch.DEFAULT);
    private final List<StepStatistics> finished = new ArrayList<>();

    @Test
    void warmUpIsRepeatedUntilLatencyHasSettled() {
        for (long latency : List.of(150, 120, 100, 80, 65, 60)) {
            warmUp(Outcome.OK, latency);
            assertEquals(Purpose.WARM_UP, next().step().purpose(), "after " + latency + " ms");
        }
        warmUp(Outcome.OK, 62); // within 10 % of 60, but not lower
        assertEquals(Purpose.UP, next().step().purpose());
    }

    @Test
    void slowTrendIsNoEndOfAColdStart() {
        // down from three times the latency within 60 s: 2.6 % less from each step to the next
        for (long latency : List.of(150, 146, 142, 138, 134)) {
            warmUp(Outcome.OK, latency);
            assertEquals(Purpose.WARM_UP, next().step().purpose(), "after " + latency + " ms");
        }
    }

    @Test
    void goodputHasToSettleAsLatencyDoes() {
        for (int goodput : List.of(10, 20, 30, 40)) {
            warmUp(Outcome.OK, 100, goodput);
            assertEquals(Purpose.WARM_UP, next().step().purpose(), "after " + goodput + " req/s");
        }
        warmUp(Outcome.OK, 100, 40);
        assertEquals(Purpose.UP, next().step().purpose());
    }

    @Test
    void chanceIsNoTrend() {
        warmUp(Outcome.OK, 102);
        warmUp(Outcome.OK, 101);
        warmUp(Outcome.OK, 100);
        assertEquals(Purpose.UP, next().step().purpose());
    }

    @Test
    void latencyThatRisesAgainHasNotSettled() {
        warmUp(Outcome.OK, 100);
        warmUp(Outcome.OK, 111);
        assertEquals(Purpose.WARM_UP, next().step().purpose());
    }

    @Test
    void latencyThatNeverSettlesIsTakenAsItIsAtTheLimit() {
        int steps = 0;
        while (next().step().purpose() == Purpose.WARM_UP) {
            warmUp(Outcome.OK, steps++ % 2 == 0 ? 100 : 200);
        }
        long end = finished.get(finished.size() - 1).windowEndMillis();
        long limit = SamplePlan.WARM_UP_LIMIT.toMillis();
        assertTrue(end >= limit && end <= limit + 3000, "ended at " + end);
        assertEquals(Purpose.UP, next().step().purpose());
    }

    @Test
    void warmUpsInWhichNothingIsAnsweredGetTwiceAsLongUpToTheLongestStep() {
        long before = next().length().toMillis();
        for (int i = 0; i < 3; i++) {
            finished.add(MeasuredStep.of(next().step()).window(i * 1000L, 1).statistics());
            long longest = SampleSearch.DEFAULT.settings().steps().maximum().toMillis();
            assertEquals(Math.min(longest, 2 * before), next().length().toMillis());
            before = next().length().toMillis();
        }
    }

    @Test
    void refusalsOfAColdServiceAreNoSaturation() {
        warmUp(Outcome.REFUSED, 100, 0);
        warmUp(Outcome.REFUSED, 100, 0);
        assertEquals(Purpose.WARM_UP, next().step().purpose());
        warmUp(Outcome.OK, 100);
        warmUp(Outcome.OK, 100);
        warmUp(Outcome.OK, 100);
        assertEquals(Purpose.UP, next().step().purpose());
        assertEquals(List.of(), plan.rounds(finished));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void serviceThatTakesFewerThanTheFirstStepOffersIsSearchedDownwards(int boundary) {
        Course course = new ModelService(1000, boundary, 50).drive(plan);
        assertEquals(Ending.COMPLETE, course.ending());
        NextStep.Run hold = course.runs().get(course.runs().size() - 2);
        assertEquals(new Callers(boundary), hold.step().load());
    }

    @Test
    void failureDuringTheWholeWarmUpEndsTheRun() {
        while (plan.next(finished) instanceof NextStep.Run) {
            warmUp(Outcome.NOT_READY, 100);
        }
        assertEquals(new NextStep.Finished(Ending.ENDPOINT_FAILS), plan.next(finished));
        long end = finished.get(finished.size() - 1).windowEndMillis();
        assertTrue(end >= SamplePlan.WARM_UP_LIMIT.toMillis(), "ended at " + end);
    }

    /** One of four backends is down: 25 of 100 answers are 502 in every step. */
    @Test
    void failingShareThatDoesNotFallEndsTheWarmUpAfterAThirdOfItsLimit() {
        while (plan.next(finished) instanceof NextStep.Run) {
            failing(25);
        }
        assertEquals(new NextStep.Finished(Ending.ENDPOINT_FAILS), plan.next(finished));
        long end = finished.get(finished.size() - 1).windowEndMillis();
        assertTrue(end >= 20_000 && end <= 27_000, "ended at " + end);
    }

    @Test
    void coldStartWhoseFailuresFallGetsItsTime() {
        for (int failed = 90; failed > 0; failed -= 6) {
            failing(failed);
            assertEquals(Purpose.WARM_UP, next().step().purpose(), "after " + failed + " %");
        }
    }

    private void failing(int failed) {
        NextStep.Run run = next();
        long start = finished.isEmpty() ? 0 : finished.get(finished.size() - 1).windowEndMillis();
        finished.add(MeasuredStep.of(run.step())
                .window(start + run.settling().toMillis(), run.length().toMillis())
                .with(Outcome.OK, 100 - failed)
                .with(Outcome.NOT_READY, failed)
                .latency(100)
                .statistics());
    }

    @Test
    void clientErrorEndsTheRunAtOnce() {
        warmUp(Outcome.CLIENT_ERROR, 5);
        assertEquals(new NextStep.Finished(Ending.WRONG_TEST), plan.next(finished));
    }

    private NextStep.Run next() {
        return (NextStep.Run) plan.next(finished);
    }

    private void warmUp(Outcome outcome, long latency) {
        warmUp(outcome, latency, 4000.0 / latency);
    }

    private void warmUp(Outcome outcome, long latency, double goodput) {
        NextStep.Run run = next();
        long start = finished.isEmpty() ? 0 : finished.get(finished.size() - 1).windowEndMillis();
        finished.add(MeasuredStep.of(run.step())
                .window(start + run.settling().toMillis(), run.length().toMillis())
                .with(outcome, 100)
                .goodput(goodput)
                .latency(latency)
                .statistics());
    }
}
