package io.headroom.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.CapacityShift;
import io.headroom.saturation.SampleSearch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service of 240 requests per second with 36 callers that changes in the hold or in the target of a run. */
class VerificationTest {

    private static final ModelService BEFORE = new ModelService(240, 36, 50);

    private final SingleClientPlan plan = SamplePlan.singleClient(SampleSearch.DEFAULT);
    private final List<StepStatistics> finished = new ArrayList<>();

    /** The part of the step that is over when the capacity changes to this number of callers, of 6.67 req/s each. */
    @ParameterizedTest
    @CsvSource({
        "HOLD, 0, 27",
        "HOLD, 0.2, 27",
        "HOLD, 0.5, 27",
        "HOLD, 0.8, 27",
        "HOLD, 0.5, 18",
        "HOLD, 0.8, 18",
        "TARGET, 0, 18",
        "TARGET, 0.2, 18",
        "TARGET, 0.5, 18",
        "TARGET, 0.5, 9"
    })
    void capacityThatMovesInAVerificationIsMeasuredAgain(Purpose purpose, double part, int callers) {
        ModelService after = new ModelService(240.0 * callers / 36, callers, 50);
        run(purpose, part, after);

        assertThat(plan.next(finished)).isEqualTo(new NextStep.Finished(Ending.COMPLETE));
        CallersConclusion conclusion = conclusion();
        CapacityShift shift = conclusion.shift().orElseThrow();
        assertThat(shift.afterPerSecond()).isCloseTo(after.capacity(), within(1e-9));
        assertThat(conclusion.saturation().orElseThrow().goodputPerSecond()).isEqualTo(shift.afterPerSecond());
        assertThat(conclusion.verified().target()).isEmpty();
    }

    /** A neighbour takes 10 % of the service during the hold, or half of it during the target. */
    @ParameterizedTest
    @CsvSource({"HOLD, 32", "TARGET, 18"})
    void disturbedVerificationIsRunAgainAfterAnotherRound(Purpose purpose, int callers) {
        ModelService disturbed = new ModelService(240.0 * callers / 36, callers, 50);
        while (plan.next(finished) instanceof NextStep.Run run) {
            boolean first = run.step().purpose() == purpose && count(purpose) == 0;
            finished.add((first ? disturbed : BEFORE).answer(run, finished));
        }

        assertThat(count(purpose)).isEqualTo(2);
        assertThat(plan.rounds(finished)).hasSize(4);
        CallersConclusion conclusion = conclusion();
        assertThat(conclusion.shift()).isEmpty();
        assertThat(conclusion.refuting()).isEmpty();
        assertThat(conclusion.verified().target().orElseThrow().offeredPerSecond())
                .isCloseTo(0.7 * 240, within(1e-9));
    }

    @Test
    void roundAfterAHoldThatDoesNotConfirmIsExplained() {
        while (count(Purpose.HOLD) == 0 && plan.next(finished) instanceof NextStep.Run run) {
            ModelService service = run.step().purpose() == Purpose.HOLD ? new ModelService(232, 35, 50) : BEFORE;
            finished.add(service.answer(run, finished));
        }

        assertThat(plan.why(finished)).contains("another round: the saturation point was not held");
    }

    /** Without rounds that may follow, a hold that refuses a tenth leaves no target. */
    @Test
    void holdThatDoesNotConfirmASingleRoundLeavesNoTarget() {
        SingleClientPlan one = SamplePlan.singleClient(SampleSearch.DEFAULT.withRounds(1));
        while (one.next(finished) instanceof NextStep.Run run) {
            ModelService service = run.step().purpose() == Purpose.HOLD ? new ModelService(232, 35, 50) : BEFORE;
            finished.add(service.answer(run, finished));
        }

        CallersConclusion conclusion = (CallersConclusion) one.conclude(finished);
        assertThat(count(Purpose.TARGET)).isZero();
        assertThat(conclusion.refuting().orElseThrow().step().purpose()).isEqualTo(Purpose.HOLD);
        assertThat(conclusion.verified().target()).isEmpty();
    }

    /** A quarter of the target, or of the hold, fails with 502, and the injector is the limit when it is run again. */
    @ParameterizedTest
    @EnumSource(names = {"HOLD", "TARGET"})
    void failureIsNotForgottenWhenTheInjectorLimitsTheNextTries(Purpose purpose) {
        runVerifying(purpose, "502", "injector", "injector");

        assertThat(count(purpose)).isEqualTo(3);
        assertThat(plan.rounds(finished)).hasSize(4);
        assertThat(conclusion().refuting()).contains(tries(purpose).get(0));
        assertThat(conclusion().verified().target()).isEmpty();
        assertThat(count(Purpose.TARGET)).isEqualTo(purpose == Purpose.HOLD ? 0 : 3);
    }

    @ParameterizedTest
    @EnumSource(names = {"HOLD", "TARGET"})
    void tryAfterOneThatTheInjectorLimitedTells(Purpose purpose) {
        runVerifying(purpose, "502", "injector", "clean");

        assertThat(count(purpose)).isEqualTo(3);
        assertThat(conclusion().refuting()).isEmpty();
        assertThat(conclusion().verified().target()).isPresent();
    }

    /** The injector limits another hold after one that served a quarter less. */
    @Test
    void holdThatShowsAChangeIsNotForgottenWhenTheInjectorLimitsTheNext() {
        while (count(Purpose.HOLD) == 0 && plan.next(finished) instanceof NextStep.Run run) {
            ModelService service = run.step().purpose() == Purpose.HOLD ? new ModelService(180, 36, 50) : BEFORE;
            finished.add(service.answer(run, finished));
        }
        finished.add(verifying(tries(Purpose.HOLD).get(0), "injector"));

        assertThat(conclusion().shift().orElseThrow().afterPerSecond()).isCloseTo(180, within(1e-9));
    }

    @Test
    void lastOfThreeTriesIsNotRepeated() {
        runVerifying(Purpose.TARGET, "injector", "injector", "502");

        assertThat(count(Purpose.TARGET)).isEqualTo(3);
        assertThat(plan.rounds(finished)).hasSize(3);
        assertThat(conclusion().refuting()).contains(tries(Purpose.TARGET).get(2));
    }

    /** Runs the plan to its end, with what happens to each try of the hold or the target. */
    private void runVerifying(Purpose purpose, String... tries) {
        while (finished.size() < 100 && plan.next(finished) instanceof NextStep.Run run) {
            StepStatistics good = BEFORE.answer(run, finished);
            finished.add(run.step().purpose() == purpose ? verifying(good, tries[count(purpose)]) : good);
        }
        assertThat(plan.next(finished)).isEqualTo(new NextStep.Finished(Ending.COMPLETE));
    }

    private static StepStatistics verifying(StepStatistics good, String what) {
        MeasuredStep step = MeasuredStep.of(good.step())
                .window(good.windowStartMillis(), good.windowMillis())
                .goodput(good.goodputPerSecond())
                .latency(150);
        return (switch (what) {
                    case "502" ->
                        step.with(Outcome.OK, 760).withStatus(502, 240).goodput(0.76 * good.goodputPerSecond());
                    case "injector" -> step.with(Outcome.OK, 1000).injector(0.95, 50, 1000);
                    default -> step.with(Outcome.OK, good.counts().of(Outcome.OK));
                })
                .statistics();
    }

    /** A full queue answers 500: 2 % of the hold, whose boundary is a slope, and 3 % of the target, which comes in bursts. */
    @Test
    void failuresThatMarkTheBoundaryAreRefusals() {
        runFailing(500, 500);

        assertThat(count(Purpose.HOLD)).isEqualTo(1);
        assertThat(count(Purpose.TARGET)).isEqualTo(2);
        assertThat(conclusion().refuting()).isEmpty();
        assertThat(conclusion().verified().target()).isPresent();
    }

    /** A backend is down at the target, whatever the service says when it is full. */
    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void failuresOfAnotherKindThanThoseBeyondTheBoundaryAreNoRefusals(int full) {
        runFailing(full, 502);

        assertThat(count(Purpose.HOLD)).isEqualTo(1);
        assertThat(conclusion().refuting()).contains(tries(Purpose.TARGET).get(1));
        assertThat(conclusion().verified().target()).isEmpty();
    }

    /** Runs a service that answers one status when it is full, in a part of the hold, too, and one in a part of the target. */
    private void runFailing(int full, int atTarget) {
        while (finished.size() < 100 && plan.next(finished) instanceof NextStep.Run run) {
            StepStatistics good = BEFORE.answer(run, finished);
            long ok = good.counts().of(Outcome.OK);
            finished.add(
                    switch (run.step().purpose()) {
                        case HOLD -> failing(good, full, ok / 50);
                        case TARGET -> failing(good, atTarget, ok / 33);
                        default -> failing(good, full, good.counts().of(Outcome.REFUSED));
                    });
        }
        assertThat(plan.next(finished)).isEqualTo(new NextStep.Finished(Ending.COMPLETE));
    }

    private static StepStatistics failing(StepStatistics good, int status, long failed) {
        return MeasuredStep.of(good.step())
                .window(good.windowStartMillis(), good.windowMillis())
                .with(Outcome.OK, good.counts().of(Outcome.OK))
                .withStatus(status, failed)
                .goodput(good.goodputPerSecond())
                .latency(good.latency().p50())
                .statistics();
    }

    private List<StepStatistics> tries(Purpose purpose) {
        return finished.stream()
                .filter(step -> step.step().purpose() == purpose)
                .toList();
    }

    private void run(Purpose purpose, double part, ModelService after) {
        while (finished.size() < 300 && plan.next(finished) instanceof NextStep.Run run) {
            StepStatistics was = BEFORE.answer(run, finished);
            StepStatistics is = after.answer(run, finished);
            finished.add(count(purpose) > 0 ? is : run.step().purpose() == purpose ? mixed(was, is, part) : was);
        }
    }

    private static StepStatistics mixed(StepStatistics was, StepStatistics is, double part) {
        return MeasuredStep.of(was.step())
                .window(was.windowStartMillis(), was.windowMillis())
                .with(Outcome.OK, mixed(was, is, part, Outcome.OK))
                .with(Outcome.REFUSED, mixed(was, is, part, Outcome.REFUSED))
                .goodput(part * was.goodputPerSecond() + (1 - part) * is.goodputPerSecond())
                .latency(is.latency().p50())
                .statistics();
    }

    private static long mixed(StepStatistics was, StepStatistics is, double part, Outcome outcome) {
        return Math.round(
                part * was.counts().of(outcome) + (1 - part) * is.counts().of(outcome));
    }

    private int count(Purpose purpose) {
        return tries(purpose).size();
    }

    private CallersConclusion conclusion() {
        return (CallersConclusion) plan.conclude(finished);
    }
}
