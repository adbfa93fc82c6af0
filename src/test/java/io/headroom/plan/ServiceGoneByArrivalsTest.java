package io.headroom.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.load.Load.Callers;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.SampleSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service of 240 requests per second that is offered arrivals, and is away for a time, or for good. */
class ServiceGoneByArrivalsTest {

    private static final ModelService ALIVE = new ModelService(240, 36, 50);

    /**
     * A run without an outage: 3 steps of the warm-up, 3 of the ramp, 13 of the plateau in 10 rounds, 2 of the rate of
     * which 1 % are refused, and the target.
     */
    private static final int STEPS = 22;

    private ArrivalsPlan plan = new ArrivalsPlan(SamplePlan.settings(SampleSearch.DEFAULT));
    private final List<StepStatistics> finished = new ArrayList<>();

    @Test
    void runWithoutAnOutageHasTwentyTwoSteps() {
        runUntil(step -> false, Outcome.NOT_READY);

        assertThat(finished.size()).isEqualTo(STEPS);
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_READY", "REFUSED", "SERVER_ERROR", "TIMED_OUT"})
    void serviceThatIsGoneForGoodEndsTheRunAsSuchWithoutATarget(Outcome outcome) {
        for (int number = 4; number <= STEPS; number++) {
            finished.clear();
            int gone = number;
            runUntil(step -> step.step().number() >= gone, outcome);

            assertThat(plan.next(finished))
                    .as("gone in step %d", number)
                    .isEqualTo(new NextStep.Finished(Ending.SERVICE_GONE));
            StepStatistics last = finished.get(finished.size() - 1);
            assertThat(last.windowEndMillis() - finished.get(number - 1).windowStartMillis())
                    .isGreaterThanOrEqualTo(60_000L);
            assertThat(finished.size()).isLessThan(number + 9);
            assertThat(finished.stream()
                            .filter(step -> step.step().purpose() == Purpose.TARGET)
                            .count())
                    .isEqualTo(number == STEPS ? 1 : 0);
        }
    }

    /** In the target a part of the requests is still answered; none is after it. */
    @ParameterizedTest
    @CsvSource({"NOT_READY, 0.02", "NOT_READY, 0.24", "SERVER_ERROR, 0.8", "REFUSED, 0.24", "REFUSED, 0.8"})
    void serviceThatGoesInTheMidstOfTheTargetIsGone(Outcome outcome, double share) {
        runUntil(
                step -> step.step().number() >= STEPS,
                alive -> partly(alive, outcome, alive.step().number() == STEPS ? share : 1));

        assertThat(plan.next(finished)).isEqualTo(new NextStep.Finished(Ending.SERVICE_GONE));
    }

    /** 240 req/s were served, and at most 1 % refused up to there; 168 req/s are offered, and a part of them fails, twice. */
    @ParameterizedTest
    @CsvSource({"NOT_READY, 0.02", "NOT_READY, 0.3", "REFUSED, 0.3"})
    void targetThatFailsTwiceIsNone(Outcome outcome, double share) {
        runUntil(step -> step.step().purpose() == Purpose.TARGET, alive -> partly(alive, outcome, share));

        assertThat(finished).hasSize(STEPS + 1);
        assertThatItRefutes(STEPS);
    }

    /** What is sustained is looked at in the same two steps. */
    @ParameterizedTest
    @CsvSource({"NOT_READY, 0.3", "REFUSED, 0.3"})
    void targetThatFailsTwiceIsNoneAlsoIfTheRateOfOnePercentIsNotAskedFor(Outcome outcome, double share) {
        plan = new ArrivalsPlan(SamplePlan.settings(SampleSearch.DEFAULT, OptionalInt.empty()));
        runUntil(step -> step.step().purpose() == Purpose.TARGET, alive -> partly(alive, outcome, share));

        assertThat(finished).hasSize(STEPS + 1);
        assertThatItRefutes(STEPS);
    }

    /** What the injector limits does not take back what the service showed. */
    @Test
    void targetThatFailedIsNoneAlsoIfTheInjectorLimitsTheNext() {
        runUntil(
                step -> step.step().purpose() == Purpose.TARGET,
                alive -> alive.step().number() == STEPS ? partly(alive, Outcome.NOT_READY, 0.3) : limited(alive));

        assertThat(finished).as("three targets").hasSize(STEPS + 2);
        assertThatItRefutes(STEPS - 1);
    }

    private void assertThatItRefutes(int index) {
        assertThat(plan.next(finished)).isEqualTo(new NextStep.Finished(Ending.COMPLETE));
        ArrivalsConclusion conclusion = (ArrivalsConclusion) plan.conclude(finished);
        assertThat(conclusion.refuting()).contains(finished.get(index));
        assertThat(conclusion.verified().target()).isEmpty();
    }

    private static StepStatistics limited(StepStatistics alive) {
        return MeasuredStep.of(alive.step())
                .window(alive.windowStartMillis(), alive.windowMillis())
                .with(Outcome.OK, 1000)
                .goodput(alive.goodputPerSecond())
                .latency(50)
                .injector(0.99, 500, 2000)
                .statistics();
    }

    private static StepStatistics partly(StepStatistics alive, Outcome outcome, double share) {
        return MeasuredStep.of(alive.step())
                .window(alive.windowStartMillis(), alive.windowMillis())
                .with(Outcome.OK, Math.round(1000 * (1 - share)))
                .with(outcome, Math.round(1000 * share))
                .goodput((1 - share) * alive.goodputPerSecond())
                .latency(50)
                .statistics();
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_READY", "REFUSED", "SERVER_ERROR"})
    void serviceThatComesBackIsMeasuredAsIfNothingHadHappened(Outcome outcome) {
        for (int number = 4; number <= STEPS; number++) {
            finished.clear();
            int away = number;
            runUntil(step -> step.step().number() >= away && step.step().number() <= away + 2, outcome);

            assertThat(plan.next(finished))
                    .as("away in step %d", number)
                    .isEqualTo(new NextStep.Finished(Ending.COMPLETE));
            ArrivalsConclusion conclusion = (ArrivalsConclusion) plan.conclude(finished);
            assertThat(conclusion.capacity().map(CapacityEstimate::perSecond).orElseThrow())
                    .isBetween(239.0, 241.0);
            assertThat(conclusion.verified().target().orElseThrow().offeredPerSecond())
                    .isBetween(0.7 * 239, 0.7 * 241);
            assertThat(finished.size())
                    .as("the outage, and the step that shows its end; rounds further apart prove more, so fewer do")
                    .isBetween(STEPS, STEPS + 4);
        }
    }

    /** In the step of the outage it had served a tenth before it went away, and refused what was too much. */
    @Test
    void stepInTheMidstOfWhichTheServiceGoesAwayIsNoEvidence() {
        runUntil(
                step -> step.step().number() == 9,
                alive -> MeasuredStep.of(alive.step())
                        .window(alive.windowStartMillis(), alive.windowMillis())
                        .with(Outcome.OK, 192)
                        .with(Outcome.REFUSED, 384)
                        .with(Outcome.NOT_READY, 5184)
                        .goodput(24)
                        .latency(50)
                        .statistics());

        assertThat(plan.next(finished)).isEqualTo(new NextStep.Finished(Ending.COMPLETE));
        ArrivalsConclusion conclusion = (ArrivalsConclusion) plan.conclude(finished);
        assertThat(conclusion.capacity().map(CapacityEstimate::perSecond).orElseThrow())
                .isBetween(239.0, 241.0);
    }

    /** Whoever serves the least load again after each collapse is not gone: the load is too much. */
    @ParameterizedTest
    @ValueSource(doubles = {1.1, 2, 2.5})
    void serviceThatCollapsesUnderOverloadAndComesBackIsNotGone(double overload) {
        runUntil(
                step -> step.step().load().isOpen() && step.step().load().amount() > overload * 240,
                Outcome.SERVER_ERROR);

        assertThat(plan.next(finished)).isEqualTo(new NextStep.Finished(Ending.ENDPOINT_FAILS));
        List<StepStatistics> failed = finished.stream()
                .filter(step -> step.counts().of(Outcome.OK) == 0)
                .toList();
        assertThat(failed).as("the same load twice").hasSize(2);
        assertThat(failed.get(0).step().load()).isEqualTo(failed.get(1).step().load());
        assertThat(finished.get(failed.get(0).step().number()).step().load()).isEqualTo(new Callers(4));
    }

    /** Serves 60 of 240 and fails the rest when more is offered than it can take. */
    @Test
    void serviceThatServesAQuarterUnderOverloadIsMeasuredThere() {
        runUntil(
                step -> step.step().load().isOpen() && step.step().load().amount() > 240,
                alive -> MeasuredStep.of(alive.step())
                        .window(alive.windowStartMillis(), alive.windowMillis())
                        .with(Outcome.OK, 60 * alive.windowMillis() / 1000)
                        .with(
                                Outcome.SERVER_ERROR,
                                Math.round((alive.step().load().amount() - 60) * alive.windowMillis() / 1000))
                        .goodput(60)
                        .latency(50)
                        .statistics());

        assertThat(plan.next(finished)).isEqualTo(new NextStep.Finished(Ending.COMPLETE));
        assertThat(finished.size()).isLessThan(50);
    }

    @Test
    void whileTheServiceIsAwayItGetsTheLeastLoadInStepsThatDouble() {
        runUntil(step -> step.step().number() >= 9, Outcome.NOT_READY);

        List<StepStatistics> waiting = finished.subList(9, finished.size());
        assertThat(waiting).allSatisfy(step -> {
            assertThat(step.step().purpose()).isEqualTo(Purpose.WARM_UP);
            assertThat(step.step().load()).isEqualTo(new Callers(4));
        });
        assertThat(waiting.stream().map(StepStatistics::windowMillis)).startsWith(3000L, 6000L, 12_000L, 24_000L);
    }

    private void runUntil(Predicate<StepStatistics> away, Outcome outcome) {
        runUntil(
                away,
                alive -> MeasuredStep.of(alive.step())
                        .window(alive.windowStartMillis(), alive.windowMillis())
                        .with(outcome, 6612)
                        .statistics());
    }

    private void runUntil(Predicate<StepStatistics> away, UnaryOperator<StepStatistics> failing) {
        while (finished.size() < 200 && plan.next(finished) instanceof NextStep.Run run) {
            StepStatistics alive = ALIVE.answer(run, finished);
            finished.add(away.test(alive) ? failing.apply(alive) : alive);
        }
    }
}
