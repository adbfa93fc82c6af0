package io.headroom.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.ArrivalsResult;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.CapacityShift;
import io.headroom.saturation.SampleSearch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ArrivalsPlanTest {

    private final ArrivalsPlan plan = new ArrivalsPlan(SamplePlan.settings(SampleSearch.DEFAULT));

    @Test
    void warmsUpClimbsMeasuresThePlateauAndVerifiesTheTarget() {
        ModelService.Course course = new ModelService(240, 36, 50).drive(plan);

        assertEquals(Ending.COMPLETE, course.ending());
        List<Purpose> purposes = course.runs().stream()
                .map(run -> run.step().purpose())
                .distinct()
                .toList();
        assertEquals(
                List.of(Purpose.WARM_UP, Purpose.UP, Purpose.PLATEAU, Purpose.ONE_PERCENT, Purpose.TARGET), purposes);
        assertTrue(course.runs().get(0).step().load() instanceof Callers);
        CapacityEstimate capacity =
                plan.result(course.finished()).orElseThrow().capacity().orElseThrow();
        assertEquals(240, capacity.perSecond(), 1);
        NextStep.Run last = course.runs().get(course.runs().size() - 1);
        assertEquals(0.7 * 240, ((Arrivals) last.step().load()).requestsPerSecond(), 1);
    }

    @Test
    void strayRefusalAndPodThatFailsForASecondDecideNothing() {
        ModelService service = new ModelService(240, 36, 50);
        List<StepStatistics> finished = new ArrayList<>();
        while (plan.next(finished) instanceof NextStep.Run run) {
            StepStatistics whole = service.answer(run, finished);
            finished.add(
                    switch (run.step().purpose()) {
                        case UP -> changed(whole, 1, Outcome.REFUSED, 1);
                        // one of 12 pods fails for one of 8 seconds in two of the rounds
                        case PLATEAU ->
                            finished.size() % 5 == 0 ? changed(whole, 1 - 1 / 96.0, Outcome.NOT_READY, 20) : whole;
                        case WARM_UP, DOWN, BOUNDARY, HOLD, ONE_PERCENT, LIMIT, RATE_LIMIT, TARGET, FINE_TUNING ->
                            whole;
                    });
        }

        ArrivalsResult result = plan.result(finished).orElseThrow();
        assertEquals(
                240,
                assertInstanceOf(ArrivalsResult.Converged.class, result)
                        .estimate()
                        .perSecond(),
                2);
        assertTrue(plan.sustained(finished).orElseThrow().onePercent().atLeast());
    }

    @Test
    void capacityThatMovesEndsTheRunWithoutATarget() {
        ModelService before = new ModelService(240, 36, 50);
        ModelService after = new ModelService(180, 36, 50);
        List<StepStatistics> finished = new ArrayList<>();
        int plateaus = 0;
        while (plan.next(finished) instanceof NextStep.Run run) {
            plateaus += run.step().purpose() == Purpose.PLATEAU ? 1 : 0;
            finished.add((plateaus <= 4 ? before : after).answer(run, finished));
        }

        assertEquals(new NextStep.Finished(Ending.COMPLETE), plan.next(finished));
        ArrivalsResult result = plan.result(finished).orElseThrow();
        CapacityShift shift =
                assertInstanceOf(ArrivalsResult.Moved.class, result).change();
        assertEquals(240, shift.beforePerSecond(), 1);
        assertEquals(180, shift.afterPerSecond(), 1);
        CapacityEstimate current = result.capacity().orElseThrow();
        assertEquals(180, current.perSecond(), 1);
        assertEquals(shift.afterPerSecond(), current.perSecond(), 1e-9);
        assertThat(current.measurements()).isEqualTo(6);
        assertThat(current.lowPerSecond()).isLessThan(180);
        assertThat(current.highPerSecond()).isGreaterThan(180);
        assertThat(((ArrivalsConclusion) plan.conclude(finished)).verified().target())
                .isEmpty();
        assertTrue(finished.stream().noneMatch(step -> step.step().purpose() == Purpose.TARGET));
    }

    @Test
    void whatIsSustainedIsLookedAtAlsoWhenTheRateOfOnePercentIsNotSearched() {
        ArrivalsPlan without = new ArrivalsPlan(SamplePlan.settings(SampleSearch.DEFAULT, OptionalInt.empty()));
        ModelService.Course course = new ModelService(240, 36, 50).drive(without);

        assertEquals(Ending.COMPLETE, course.ending());
        assertThat(((ArrivalsConclusion) without.conclude(course.finished())).onePercent())
                .isEmpty();
        assertThat(course.runs().stream()
                        .filter(run -> run.step().purpose() == Purpose.ONE_PERCENT)
                        .map(run -> Math.round(10 * run.step().load().amount())))
                .as("0.98 and 1.25 times what is served under overload")
                .containsExactly(2352L, 3000L);
    }

    @Test
    void targetLastsUntilOnePercentCanBeTold() {
        NextStep.Run slow = target(new ModelService(20, 36, 50));
        NextStep.Run fast = target(new ModelService(240, 36, 50));

        assertEquals(Duration.ofSeconds(30), slow.length(), "500 requests take 36 s, but a step no more than 30 s");
        assertEquals(Duration.ofSeconds(20), fast.length());
    }

    private NextStep.Run target(ModelService service) {
        List<NextStep.Run> runs = service.drive(plan).runs();
        return runs.get(runs.size() - 1);
    }

    private static StepStatistics changed(StepStatistics whole, double goodput, Outcome outcome, long count) {
        return MeasuredStep.of(whole.step())
                .window(whole.windowStartMillis(), whole.windowMillis())
                .with(Outcome.OK, whole.counts().of(Outcome.OK))
                .with(Outcome.REFUSED, whole.counts().of(Outcome.REFUSED))
                .with(outcome, whole.counts().of(outcome) + count)
                .goodput(goodput * whole.goodputPerSecond())
                .latency(whole.latency().p50())
                .statistics();
    }

    @Test
    void plateauIsMeasuredWhenTheQueuesAreFull() {
        ModelService.Course course = new ModelService(240, 36, 50).drive(plan);

        course.runs()
                .forEach(run -> assertEquals(
                        run.step().purpose() == Purpose.PLATEAU
                                || (run.step().purpose() == Purpose.ONE_PERCENT
                                        && run.step().load().amount() > 240),
                        run.filling().refusals() > 0,
                        run.step().label()));
    }

    @Test
    void serviceThatKeepsUpWithTheTopOfTheRangeIsNotSaturated() {
        assertEquals(
                Ending.NOT_SATURATED,
                new ModelService(1e9, 1_000_000, 1).drive(plan).ending());
    }

    @Test
    void stepsAreNumberedWithoutAGap() {
        List<NextStep.Run> runs = new ModelService(240, 36, 50).drive(plan).runs();

        for (int i = 0; i < runs.size(); i++) {
            assertEquals(i + 1, runs.get(i).step().number());
        }
    }
}
