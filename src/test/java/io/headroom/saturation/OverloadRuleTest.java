package io.headroom.saturation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 192 users, all of whom wait for a service that takes 50 ms and serves 240 req/s: 192 ÷ 240 per second are 800 ms. */
class OverloadRuleTest {

    private static final StepStatistics WARM = MeasuredStep.of(new Step(1, 0, Purpose.WARM_UP, new Callers(4)))
            .with(Outcome.OK, 160)
            .goodput(80)
            .latency(50)
            .statistics();

    private final OverloadRule rule = new OverloadRule(SampleSearch.RULE);

    @ParameterizedTest
    @CsvSource({
        "UP,      800, SATURATED",
        "PLATEAU, 800, SATURATED",
        "LIMIT,   800, SATURATED",
        "PLATEAU, 100, SATURATED",
        "PLATEAU,  99, INJECTOR_BOUND",
        "TARGET,  800, INJECTOR_BOUND"
    })
    void latencyTellsWhetherUsersAreTooFewOrWaitForTheService(Purpose purpose, long millis, StepVerdict verdict) {
        StepStatistics step = step(purpose, millis, 0.1);

        assertEquals(StepVerdict.INJECTOR_BOUND, SampleSearch.RULE.judge(step), "by itself the step cannot tell");
        assertEquals(verdict, rule.judge(step, List.of(WARM, step)));
    }

    @Test
    void requestsInFlightFollowFromLittlesLaw() {
        StepStatistics step = step(Purpose.PLATEAU, 800, 0.1);

        assertThat(rule.waiting(step, List.of(WARM, step))).contains(new OverloadRule.Waiting(192, 16));
    }

    @Test
    void injectorWithoutCpuIsTheLimitHoweverLongRequestsTook() {
        StepStatistics step = step(Purpose.PLATEAU, 800, 0.95);

        assertEquals(StepVerdict.INJECTOR_BOUND, rule.judge(step, List.of(WARM, step)));
    }

    /** The verdict on a step is the same whether it is asked for during the run or afterwards. */
    @Test
    void stepsAfterwardsDoNotMatter() {
        StepStatistics step = step(Purpose.UP, 99, 0.1);
        StepStatistics faster = MeasuredStep.of(new Step(3, 1, Purpose.UP, new Arrivals(100, Spacing.CONSTANT)))
                .with(Outcome.OK, 1000)
                .goodput(100)
                .latency(10)
                .statistics();

        assertEquals(StepVerdict.INJECTOR_BOUND, rule.judge(step, List.of(WARM, step, faster)));
    }

    @Test
    void withoutStepsBeforeNothingIsKnown() {
        StepStatistics step = step(Purpose.UP, 800, 0.1);

        assertEquals(StepVerdict.INJECTOR_BOUND, rule.judge(step, List.of(step)));
    }

    private static StepStatistics step(Purpose purpose, long millis, double cpuShare) {
        return MeasuredStep.of(new Step(2, 1, purpose, new Arrivals(360, Spacing.CONSTANT)))
                .window(0, 10_000)
                .with(Outcome.OK, 2400)
                .goodput(240)
                .latency(millis)
                .injector(cpuShare, 0.1, 3600)
                .statistics();
    }
}
