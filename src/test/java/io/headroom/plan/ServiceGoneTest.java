package io.headroom.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.load.Load.Callers;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.SampleSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service of 240 requests per second with 36 callers that is away for a time, or for good. */
class ServiceGoneTest {

    private static final ModelService ALIVE = new ModelService(240, 36, 50);

    private final SingleClientPlan plan = SamplePlan.singleClient(SampleSearch.DEFAULT);
    private final List<StepStatistics> finished = new ArrayList<>();

    /** The run has 23 steps, of which the first three are the warm-up; the last two are the hold and the target. */
    @ParameterizedTest
    @ValueSource(ints = {4, 6, 8, 11, 14, 16, 20, 21, 22, 23})
    void serviceThatIsGoneForGoodEndsTheRunAsSuchWithinTheLongestWarmUp(int number) {
        runUntil(step -> step.step().number() >= number, Outcome.NOT_READY);

        assertThat(plan.next(finished)).isEqualTo(new NextStep.Finished(Ending.SERVICE_GONE));
        StepStatistics first = finished.get(number - 1);
        StepStatistics last = finished.get(finished.size() - 1);
        assertThat(last.windowEndMillis() - first.windowStartMillis()).isBetween(60_000L, 130_000L);
        assertThat(finished).hasSizeLessThan(number + 9);
    }

    /** In the hold (step 22) or the target (step 23) a part of the requests is still answered; none is after it. */
    @ParameterizedTest
    @CsvSource({
        "22, NOT_READY, 0.24",
        "22, REFUSED, 0.8",
        "23, NOT_READY, 0.02",
        "23, NOT_READY, 0.24",
        "23, SERVER_ERROR, 0.5",
        "23, NOT_READY, 0.8",
        "23, REFUSED, 0.24",
        "23, REFUSED, 0.8"
    })
    void serviceThatGoesInTheMidstOfAVerificationIsGone(int number, Outcome outcome, double share) {
        while (finished.size() < 200 && plan.next(finished) instanceof NextStep.Run run) {
            StepStatistics alive = ALIVE.answer(run, finished);
            int failing = run.step().number();
            finished.add(
                    failing < number
                            ? alive
                            : failing > number ? failing(alive, outcome) : partly(alive, outcome, share));
        }

        assertThat(plan.next(finished)).isEqualTo(new NextStep.Finished(Ending.SERVICE_GONE));
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

    @Test
    void proxyThatRefusesAllForPodsThatAreGoneIsToldFromSaturation() {
        runUntil(step -> step.step().number() >= 14, Outcome.REFUSED);

        assertThat(plan.next(finished)).isEqualTo(new NextStep.Finished(Ending.SERVICE_GONE));
    }

    /**
     * The proxy refuses a part of step 4, in which the pods go, and then all: first of two callers, fewer than any step
     * before had.
     */
    @Test
    void serviceThatIsGoneBelowTheLeastLoadItServedIsNoEndpointThatFails() {
        while (finished.size() < 200 && plan.next(finished) instanceof NextStep.Run run) {
            StepStatistics alive = ALIVE.answer(run, finished);
            finished.add(
                    finished.size() < 3
                            ? alive
                            : MeasuredStep.of(run.step())
                                    .window(alive.windowStartMillis(), alive.windowMillis())
                                    .with(Outcome.OK, finished.size() == 3 ? 10 : 0)
                                    .with(Outcome.REFUSED, 100)
                                    .statistics());
        }

        assertThat(finished.get(4).step().load()).isEqualTo(new Callers(2));
        assertThat(plan.next(finished)).isEqualTo(new NextStep.Finished(Ending.SERVICE_GONE));
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_READY", "REFUSED", "SERVER_ERROR"})
    void serviceThatComesBackIsMeasuredAsIfNothingHadHappened(Outcome outcome) {
        for (int number = 4; number <= 23; number++) {
            finished.clear();
            int away = number;
            runUntil(step -> step.step().number() >= away && step.step().number() <= away + 2, outcome);

            assertThat(plan.next(finished)).isEqualTo(new NextStep.Finished(Ending.COMPLETE));
            CallersConclusion conclusion = (CallersConclusion) plan.conclude(finished);
            assertThat(conclusion.saturation().orElseThrow().goodputPerSecond())
                    .as("away in step %d", number)
                    .isBetween(239.0, 241.0);
            assertThat(conclusion.saturation().orElseThrow().callers()).isEqualTo(36);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 17, 36, 100})
    void serviceThatFailsBeyondALoadAndTakesTheLoadsBelowIsNotGone(int boundary) {
        runUntil(
                step -> step.step().load() instanceof Callers callers && callers.callers() > boundary,
                Outcome.SERVER_ERROR);

        assertThat(plan.next(finished)).isEqualTo(new NextStep.Finished(Ending.COMPLETE));
        CallersConclusion conclusion = (CallersConclusion) plan.conclude(finished);
        assertThat(conclusion.saturation().orElseThrow().callers()).isEqualTo(Math.min(36, boundary));
    }

    @Test
    void whileTheServiceIsAwayItGetsTheLeastLoadInStepsThatDouble() {
        runUntil(step -> step.step().number() >= 14, Outcome.NOT_READY);

        List<StepStatistics> waiting = finished.subList(14, finished.size());
        assertThat(waiting).allSatisfy(step -> {
            assertThat(step.step().purpose()).isEqualTo(Purpose.WARM_UP);
            assertThat(step.step().load()).isEqualTo(new Callers(4));
        });
        assertThat(waiting.stream().map(StepStatistics::windowMillis)).startsWith(3000L, 6000L, 12_000L, 24_000L);
    }

    /** The third failing step ends 3 + 6 + 12 s and more after the start of the first. */
    @Test
    void waitIsExplainedAndCountedInTheTimeLeft() {
        while (finished.size() < 17 && plan.next(finished) instanceof NextStep.Run run) {
            StepStatistics alive = ALIVE.answer(run, finished);
            finished.add(finished.size() >= 13 ? failing(alive, Outcome.NOT_READY) : alive);
        }
        List<StepStatistics> served = finished.subList(0, 13);
        long away = finished.get(16).windowEndMillis() - finished.get(13).windowStartMillis();

        assertThat(plan.why(served)).isEmpty();
        assertThat(plan.why(finished))
                .contains("the service has been away for " + away / 1000 + " s: trying until 60 s");
        // 3, 6 and 12 s are over, 24 s is next, and 48 s may follow it before the 60 s are over
        assertThat(plan.waitAfterNext(finished).toMillis()).isBetween(48_000L, 50_000L);
        assertThat(plan.timeLeft(finished).orElseThrow().atMost())
                .isGreaterThan(plan.timeLeft(served).orElseThrow().atMost().plusSeconds(60));
    }

    private void runUntil(Predicate<StepStatistics> away, Outcome outcome) {
        while (finished.size() < 200 && plan.next(finished) instanceof NextStep.Run run) {
            StepStatistics alive = ALIVE.answer(run, finished);
            finished.add(away.test(alive) ? failing(alive, outcome) : alive);
        }
    }

    private static StepStatistics failing(StepStatistics step, Outcome outcome) {
        return MeasuredStep.of(step.step())
                .window(step.windowStartMillis(), step.windowMillis())
                .with(outcome, 6612)
                .statistics();
    }
}
