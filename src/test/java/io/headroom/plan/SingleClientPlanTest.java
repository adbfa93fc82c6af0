package io.headroom.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.LatencyMillis;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.StepStatistics;
import io.headroom.plan.ModelService.Course;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.SampleSearch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SingleClientPlanTest {

    private static final ModelService TWELVE_PODS = new ModelService(240, 36, 50);

    private final SingleClientPlan plan = SamplePlan.singleClient(SampleSearch.DEFAULT);

    @Test
    void warmUpThenRoundsThenHoldThenTarget() {
        Course course = TWELVE_PODS.drive(plan);
        List<Integer> expected = new ArrayList<>(List.of(4, 4, 4));
        expected.addAll(List.of(4, 8, 16, 32, 64, 48, 40, 36, 38, 37, 36, 72));
        expected.addAll(List.of(36, 37, 72));
        expected.addAll(List.of(36, 37, 72));
        expected.add(36);

        assertEquals(Ending.COMPLETE, course.ending());
        List<NextStep.Run> closed = course.runs().subList(0, course.runs().size() - 1);
        assertEquals(
                expected, closed.stream().map(SingleClientPlanTest::callers).toList());
        assertEquals(Purpose.WARM_UP, closed.get(1).step().purpose());
        assertEquals(1, closed.get(3).step().round());
        assertEquals(3, closed.get(20).step().round());
        assertEquals(Purpose.HOLD, closed.get(21).step().purpose());
        assertEquals(Purpose.TARGET, course.runs().get(22).step().purpose());
        for (int i = 0; i < course.runs().size(); i++) {
            assertEquals(i + 1, course.runs().get(i).step().number());
        }
    }

    @ParameterizedTest
    @CsvSource({"240, 36, 50", "600, 12, 20", "24, 36, 500", "12, 13, 1000", "1000, 1, 5"})
    void targetIsTheFractionOfTheGoodputAtTheBoundary(double capacity, int boundary, long serviceMillis) {
        Course course = new ModelService(capacity, boundary, serviceMillis)
                .drive(SamplePlan.singleClient(SampleSearch.DEFAULT.withRange(1, 200)));
        double goodput = Math.min(capacity, boundary * 1000.0 / serviceMillis);
        Arrivals target =
                (Arrivals) course.runs().get(course.runs().size() - 1).step().load();
        assertEquals(SamplePlan.FRACTION * goodput, target.requestsPerSecond(), 1e-9);
        assertEquals(Spacing.POISSON, target.spacing());
    }

    @ParameterizedTest
    @CsvSource({"240, 36, 50", "24, 36, 500", "12, 100, 1000", "3, 7, 700", "5000, 150, 1"})
    void stepsAreShortOnTheWayAndLongAtTheBoundaryWithinTheirBounds(double capacity, int boundary, long serviceMillis) {
        ModelService service = new ModelService(capacity, boundary, serviceMillis);
        Course course = service.drive(plan);
        for (NextStep.Run run : course.runs().subList(1, course.runs().size())) {
            long latency = service.latencyMillis(run.step().load());
            long length = run.length().toMillis();
            String label = run.step().label() + ": " + length + " ms for " + latency + " ms";
            Purpose purpose = run.step().purpose();
            boolean glance = purpose == Purpose.UP || purpose == Purpose.DOWN;
            long latencies = glance ? 3 : purpose == Purpose.PLATEAU ? 5 : 10;
            long most = purpose == Purpose.PLATEAU ? 15_000 : 30_000;
            assertTrue(length >= Math.min(most, latencies * latency - 10), label); // latencies are whole milliseconds
            assertTrue(
                    length
                                    >= (glance
                                            ? 1500
                                            : purpose == Purpose.BOUNDARY
                                                    ? 8000
                                                    : purpose == Purpose.PLATEAU ? 4000 : 3000)
                            && length <= most,
                    label);
            assertTrue(run.settling().toMillis() >= Math.max(300, latency - 1), label);
            if (purpose == Purpose.BOUNDARY) { // 1000 answers at n / L per second
                assertTrue(length >= Math.min((double) most, 1000.0 * latency / boundary - 10), label);
            }
        }
    }

    /** If the capacity alternates by 12 %, the interval of the rounds is too wide, however many rounds there are. */
    @ParameterizedTest
    @ValueSource(ints = {3, 24})
    void roundsGoOnUntilTheyAgreeOrAreTooMany(int most) {
        assertEquals(most, roundsIfCapacityAlternates(most, 0.12));
    }

    /** By 40 %: the deviation of a round is at least 10 %, and 24 rounds would leave more than 5 %. */
    @Test
    void roundsEndWhenAllThatAreAllowedWouldNotAgree() {
        assertEquals(10, roundsIfCapacityAlternates(24, 0.4));
    }

    private int roundsIfCapacityAlternates(int most, double by) {
        SingleClientPlan course = SamplePlan.singleClient(SampleSearch.DEFAULT.withMostRounds(most));
        List<StepStatistics> finished = new ArrayList<>();
        while (course.next(finished) instanceof NextStep.Run run && run.step().purpose() != Purpose.HOLD) {
            double capacity = 240 * (1 + by * (run.step().round() % 2));
            finished.add(new ModelService(capacity, 36, 50).answer(run, finished));
        }
        assertTrue(
                course.next(finished) instanceof NextStep.Run run && run.step().purpose() == Purpose.HOLD);
        return course.rounds(finished).size();
    }

    @Test
    void oneRoundIsEnoughWhereOneIsWanted() {
        SingleClientPlan one = SamplePlan.singleClient(SampleSearch.DEFAULT.withRounds(1));
        assertEquals(1, one.rounds(TWELVE_PODS.drive(one).finished()).size());
    }

    @Test
    void laterRoundFollowsABoundaryThatHasMoved() {
        List<StepStatistics> finished = new ArrayList<>();
        while (plan.rounds(finished).isEmpty()) {
            finished.add(TWELVE_PODS.answer((NextStep.Run) plan.next(finished), finished));
        }
        while (plan.rounds(finished).size() < 2) {
            ModelService halved = new ModelService(120, 18, 50);
            finished.add(halved.answer((NextStep.Run) plan.next(finished), finished));
        }
        RoundResult.Boundary second = plan.rounds(finished).get(1).asBoundary().orElseThrow();
        assertEquals(new Callers(18), second.boundary().step().load());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 1000})
    void topOfTheRangeWithoutRefusalsEndsTheRun(int boundary) {
        Course course = new ModelService(10_000, boundary, 50).drive(plan);
        assertEquals(Ending.NOT_SATURATED, course.ending());
        assertEquals(200, callers(course.runs().get(course.runs().size() - 1)));
    }

    @Test
    void refusalOfOneCallerEndsTheRun() {
        Course course = new ModelService(240, 0, 50).drive(plan);
        assertEquals(Ending.ENDPOINT_FAILS, course.ending());
        assertTrue(course.finished().stream().allMatch(step -> step.counts().of(Outcome.REFUSED) > 0));
    }

    @ParameterizedTest
    @CsvSource({"CLIENT_ERROR, 1, WRONG_TEST", "OK, 0, UNMEASURED"})
    void stepOfTheSearchThatCannotBeJudgedEndsTheRun(Outcome outcome, long count, Ending ending) {
        List<StepStatistics> finished = new ArrayList<>();
        for (int warmUp = 0; warmUp < 3; warmUp++) {
            finished.add(TWELVE_PODS.answer((NextStep.Run) plan.next(finished), finished));
        }
        NextStep.Run run = (NextStep.Run) plan.next(finished);
        assertEquals(Purpose.UP, run.step().purpose());
        finished.add(MeasuredStep.of(run.step()).with(outcome, count).statistics());
        assertEquals(new NextStep.Finished(ending), plan.next(finished));
    }

    @Test
    void timeLimitEndsTheRunWhereverItIsButNotWhenAllIsDone() {
        List<StepStatistics> all = TWELVE_PODS.drive(plan).finished();
        for (int steps = 1; steps <= all.size(); steps++) {
            List<StepStatistics> finished = all.subList(0, steps);
            long end = finished.get(steps - 1).windowEndMillis() - all.get(0).windowStartMillis();
            RunPlan enough = SamplePlan.singleClient(SampleSearch.DEFAULT.withTimeLimit(Duration.ofMillis(end)));
            RunPlan late = SamplePlan.singleClient(SampleSearch.DEFAULT.withTimeLimit(Duration.ofMillis(end - 1)));
            Ending ending = steps < all.size() ? Ending.TIME_LIMIT : Ending.COMPLETE;
            assertEquals(plan.next(finished), enough.next(finished));
            assertEquals(new NextStep.Finished(ending), late.next(finished));
        }
    }

    @Test
    void everyCallerOfTheRangeNeedsAUser() {
        assertEquals(200, plan.users());
    }

    private static int callers(NextStep.Run run) {
        return ((Callers) run.step().load()).callers();
    }

    /** 16 callers spend 24,000 ms in 1.5 s; 40 answers in 50 ms and 10 in 4 s take 42,000 ms: a slow queue fills. */
    @Test
    void unsteadyStepIsLongerWhenItIsRunAgain() {
        List<StepStatistics> finished =
                new ArrayList<>(TWELVE_PODS.drive(plan).finished().subList(0, 5));
        NextStep.Run first = (NextStep.Run) plan.next(finished);
        finished.add(withSlowAnswers(first, finished));
        NextStep.Run again = (NextStep.Run) plan.next(finished);

        assertEquals(first.step().load(), again.step().load());
        assertEquals(Duration.ofMillis(1500), first.length());
        // 3 x max(mean 840, p95 4000 / 3) = 4 s; settling lasts for one p95
        assertEquals(Duration.ofSeconds(4), again.length());
        assertEquals(Duration.ofSeconds(4), again.settling());
    }

    private static StepStatistics withSlowAnswers(NextStep.Run run, List<StepStatistics> before) {
        StepStatistics last = before.get(before.size() - 1);
        return new StepStatistics(
                run.step(),
                last.windowEndMillis() + 300,
                run.length().toMillis(),
                new OutcomeCounts(Map.of(Outcome.OK, 50L)),
                33,
                new LatencyMillis(50, 840, 50, 4000, 4000, 4000),
                LatencyMillis.NONE,
                0,
                0);
    }
}
