package io.headroom.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.load.Load.Callers;
import io.headroom.load.Outcome;
import io.headroom.plan.NextStep;
import io.headroom.plan.RunKind;
import io.headroom.runlog.ScriptedRun;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Callers that are refused, or fail in another way sooner than that, wait 100 ms before their next request. */
class ActiveStepTest {

    private static final Duration WAIT = Duration.ofMillis(100);
    private static final long FAST = WAIT.toMillis() - 1;
    private static final long SLOW = WAIT.toMillis();

    private final StepPart four = new StepPart(0, new Callers(4), 4);
    private ActiveStep step;

    @BeforeEach
    void open() throws Exception {
        NextStep.Run warmUp =
                (NextStep.Run) RunKind.SINGLE_CLIENT.plan(ScriptedRun.plan()).next(List.of());
        StepOrder order = new StepOrder(warmUp, System.nanoTime(), List.of(four), 1);
        step = new ActiveStep(order, new RunClock(), new RunProgress(), WAIT, Duration.ofMillis(10), 1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void everyFastFailureIsFollowedByAWait(Outcome failure) {
        long before = System.nanoTime();
        long due = due(failure, FAST);

        assertThat(due - before).isGreaterThanOrEqualTo(WAIT.toNanos());
        assertThat(due - System.nanoTime()).isLessThanOrEqualTo(WAIT.toNanos());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OK", "REFUSED"})
    void aFailureThatTookAsLongIsNot(Outcome failure) {
        assertThat(due(failure, SLOW)).isEqualTo(DueTimes.AT_ONCE);
    }

    @Test
    void aRefusalIsHoweverLongItTookAndASuccessIsNot() {
        assertThat(due(Outcome.REFUSED, SLOW)).isGreaterThan(System.nanoTime());
        assertThat(due(Outcome.OK, 1)).isEqualTo(DueTimes.AT_ONCE);
    }

    private long due(Outcome outcome, long latencyMillis) {
        return step.due().next(four, 0, 0, 1, outcome, latencyMillis);
    }
}
