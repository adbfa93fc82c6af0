package io.headroom.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.load.InjectorStatistics;
import io.headroom.load.Lag;
import io.headroom.load.LatencyMillis;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FullMachineTest {

    private static final StepStatistics IDLE = step(1000, OptionalDouble.of(0.3), 0.2);

    /** 1 s of 92 % and 3 s of 100 %, of which the injector used 20 % and 8 %: means of 98 % and 11 %. */
    @Test
    void otherWorkThatTakesTheCpuIsFound() {
        StepStatistics one = step(1000, OptionalDouble.of(0.92), 0.2);
        StepStatistics other = step(3000, OptionalDouble.of(1), 0.08);

        assertThat(FullMachine.of(List.of(IDLE, one, other)).orElseThrow().description())
                .isEqualTo("the machine's CPU was 98 % used in 2 of 3 steps, of which the injector used 11 %:"
                        + " other work (or the service, if it runs here) took the rest, so the service may do better than these figures;"
                        + " measure again on a quiet machine");
    }

    @Test
    void anInjectorThatFillsItsMachineItselfIsNotThatFinding() {
        assertThat(FullMachine.of(List.of(step(1000, OptionalDouble.of(1), 0.5))))
                .isEmpty();
        assertThat(FullMachine.of(List.of(step(1000, OptionalDouble.of(1), 0.49))))
                .isPresent();
    }

    @Test
    void aMachineThatIsFullForLessThanHalfOfTheTimeIsNotThatFinding() {
        StepStatistics full = step(999, OptionalDouble.of(1), 0.1);
        assertThat(FullMachine.of(List.of(IDLE, full))).isEmpty();
        assertThat(FullMachine.of(List.of(IDLE, full, full))).isPresent();
    }

    @Test
    void whatIsNotKnownIsNoFinding() {
        assertThat(FullMachine.of(List.of())).isEmpty();
        assertThat(FullMachine.of(List.of(step(1000, OptionalDouble.empty(), 0.1))))
                .isEmpty();
        StepStatistics unobserved =
                MeasuredStep.ofCallers(4).with(Outcome.OK, 80).window(0, 1000).statistics();
        assertThat(FullMachine.of(List.of(unobserved))).isEmpty();
    }

    private static StepStatistics step(long windowMillis, OptionalDouble machine, double injector) {
        return MeasuredStep.ofCallers(4)
                .with(Outcome.OK, 80)
                .window(0, windowMillis)
                .injector(new InjectorStatistics(injector, machine, 0, 0, 4, 0, Lag.NONE, Lag.NONE, LatencyMillis.NONE))
                .statistics();
    }
}
