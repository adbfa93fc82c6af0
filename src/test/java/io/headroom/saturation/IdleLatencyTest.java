package io.headroom.saturation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdleLatencyTest {

    /** A cold service takes 150 ms at first, and 67 ms with 16 callers: neither is idle. */
    @Test
    void coldStepsAndStepsThatWaitDoNotCount() {
        IdleLatency idle =
                IdleLatency.of(List.of(step(4, 1000, 150), step(4, 1000, 50), step(8, 1000, 50), step(16, 1000, 67)));

        assertThat(idle.millis()).isEqualTo(50);
        assertThat(idle.callers()).isEqualTo(4);
    }

    /**
     * 400 answers are right to √(0.02² + 1/400) = 5.4 %, so that the fastest step, of 50 ms, may differ from another by
     * 1 standard deviation of 7.6 %: 53.8 ms. Their mean is 52 ms if one of them has 2/3 of the answers, at 53 ms.
     */
    @Test
    void stepsWithinChanceOfTheFastestCountByTheirAnswers() {
        assertThat(IdleLatency.of(List.of(step(4, 400, 50), step(8, 800, 53), step(16, 400, 55)))
                        .millis())
                .isCloseTo(52, within(1e-9));
    }

    /**
     * 25 answers of 440 ms are right to 20 %: up to 528 ms. 2,500 of 500 ms are right to 2.8 %: up to 514 ms, so that this step is the
     * faster one. From it, 1,000 answers of 527 ms differ by more than the 4.7 % of chance; from the first they do not.
     */
    @Test
    void fewFastAnswersDoNotDecide() {
        assertThat(IdleLatency.of(List.of(step(4, 25, 440), step(4, 2500, 500), step(8, 1000, 527)))
                        .millis())
                .isCloseTo((25 * 440 + 2500 * 500) / 2525.0, within(1e-9));
    }

    private static StepStatistics step(int callers, long answers, long millis) {
        return MeasuredStep.ofCallers(callers)
                .with(Outcome.OK, answers)
                .goodput((double) answers)
                .latency(millis)
                .statistics();
    }
}
