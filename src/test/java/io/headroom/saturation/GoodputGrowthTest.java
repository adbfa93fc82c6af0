package io.headroom.saturation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.load.MeasuredStep;
import io.headroom.load.StepStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoodputGrowthTest {

    /** 20, 40 and 80 req/s with 4, 16 and 64 callers: the square root. */
    @Test
    void powerIsTheSlopeOfLogarithms() {
        GoodputGrowth growth = GoodputGrowth.of(List.of(step(4, 0, 20), step(16, 0, 40), step(64, 0, 80)));

        assertThat(growth.power()).isCloseTo(0.5, within(1e-9));
    }

    /**
     * 1,000 answers each: variances of 0.02² + 1/1000 = 0.0014, and 0.03² = 0.0009 of drift. Callers doubled twice:
     * Σ (x − x̄)² = 2·ln²2 = 0.9609. Steps far apart do not share the drift: √(0.0023 ÷ 0.9609) = 0.0489. Steps at the
     * same time share all of it: √(0.0014 ÷ 0.9609) = 0.0382.
     */
    @Test
    void errorIsThatOfCountingOfStepsAndOfDrift() {
        GoodputGrowth apart =
                GoodputGrowth.of(List.of(step(8, 0, 1000), step(16, 1_000_000, 1000), step(32, 2_000_000, 1000)));
        GoodputGrowth together = GoodputGrowth.of(List.of(step(8, 0, 1000), step(16, 0, 1000), step(32, 0, 1000)));

        assertThat(apart.power()).isCloseTo(0, within(1e-9));
        assertThat(apart.error()).isCloseTo(0.0489, within(1e-4));
        assertThat(together.error()).isCloseTo(0.0382, within(1e-4));
        assertThat(apart.atMost(2)).isCloseTo(0.0978, within(2e-4));
        assertThat(apart.atLeast(2)).isCloseTo(-0.0978, within(2e-4));
    }

    /**
     * The second of three steps is higher by d = 0.3: Σ r² = d²·(1 + 4 + 1) ÷ 9 = 0.06. That is 0.06 ÷ 0.0023 = 26.1 times
     * what is expected, and the error √26.1 = 5.11 times 0.0489.
     */
    @Test
    void stepOffTheLineMakesTheErrorLarger() {
        StepStatistics higher = MeasuredStep.ofCallers(16)
                .window(1_000_000, 741)
                .goodput(1000 * Math.exp(0.3))
                .statistics();
        GoodputGrowth growth = GoodputGrowth.of(List.of(step(8, 0, 1000), higher, step(32, 2_000_000, 1000)));

        assertThat(growth.power()).isCloseTo(0, within(1e-3));
        assertThat(growth.error()).isCloseTo(5.11 * 0.0489, within(1e-3));
    }

    /** Two steps of 10,000 answers count more than two of 5 each, by which goodput nearly ends. */
    @Test
    void stepsOfManyAnswersCountMore() {
        GoodputGrowth growth =
                GoodputGrowth.of(List.of(step(8, 0, 10_000), step(16, 0, 10_000), step(16, 0, 5), step(16, 0, 5)));

        assertThat(growth.power()).isBetween(-0.5, 0.0);
    }

    private static StepStatistics step(int callers, long startMillis, double perSecond) {
        return MeasuredStep.ofCallers(callers)
                .window(startMillis, 1000)
                .goodput(perSecond)
                .statistics();
    }
}
