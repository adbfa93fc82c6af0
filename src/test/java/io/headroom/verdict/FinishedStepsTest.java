package io.headroom.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import io.headroom.load.Timeline;
import io.headroom.runlog.RunLog;
import io.headroom.saturation.SampleSearch;
import io.headroom.simlog.LogState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FinishedStepsTest {

    /** A short step that the injector limited served 5 % more than the top of the range, which was measured for longer. */
    @Test
    void stepThatTheInjectorLimitedIsNotForgottenForALongerOne() {
        StepStatistics limited = taken(252, 1500).injector(0.95, 50, 378).statistics();
        StepStatistics top = taken(240, 8000).statistics();

        FinishedSteps steps = steps(limited, top);

        assertThat(steps.mostServed()).contains(top);
        assertThat(steps.servedMostWhenInjectorBound()).isTrue();
    }

    @Test
    void stepThatTheInjectorLimitedAtLessGoodputProvesNothing() {
        StepStatistics limited = taken(230, 1500).injector(0.95, 50, 345).statistics();

        assertThat(steps(limited, taken(240, 8000).statistics()).servedMostWhenInjectorBound())
                .isFalse();
    }

    private static MeasuredStep taken(double perSecond, long millis) {
        return MeasuredStep.ofCallers(200)
                .window(0, millis)
                .with(Outcome.OK, Math.round(perSecond * millis / 1000))
                .goodput(perSecond)
                .latency(50);
    }

    private static FinishedSteps steps(StepStatistics... steps) {
        RunLog log = new RunLog(
                Optional.empty(),
                new LogState.Complete(1, 1),
                List.of(steps),
                Optional.empty(),
                Optional.empty(),
                60_000,
                0,
                new Timeline());
        return FinishedSteps.of(log, SampleSearch.RULE);
    }
}
