package io.headroom.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LimitTest {

    private static final StepStatistics STEP = MeasuredStep.ofCallers(4)
            .with(Outcome.OK, 90)
            .with(Outcome.REFUSED, 5)
            .with(Outcome.TIMED_OUT, 3)
            .with(Outcome.NOT_READY, 2)
            .slow(7, 101)
            .statistics();

    @Test
    void whatFailsOrComesLateMisses() {
        assertThat(Limit.ofLatency(100, 95).misses(STEP)).isEqualTo(5 + 3 + 2 + 7);
        assertThat(Limit.ofLatency(101, 95).misses(STEP)).isEqualTo(5 + 3 + 2);
    }

    @Test
    void unknownLatenciesKeepNoLimit() {
        StepStatistics unknown =
                MeasuredStep.ofCallers(4).with(Outcome.OK, 90).latency(10_000).statistics();

        assertThatThrownBy(() -> Limit.ofLatency(100, 95).misses(unknown))
                .isInstanceOf(ImpossibleRunException.class)
                .hasMessageContaining("are not known");
    }

    @Test
    void withoutALatencyOnlyFailuresMiss() {
        assertThat(new Limit(OptionalLong.empty(), 0.01).misses(STEP)).isEqualTo(10);
    }

    @Test
    void percentileAllowsWhatIsBeyondIt() {
        assertThat(Limit.ofLatency(100, 99.9).allowed()).isEqualTo(0.001, within(1e-12));
    }

    @Test
    void percentileAllowsTheShareAsItIsWritten() {
        assertThat(Limit.ofLatency(100, 95).allowed()).isEqualTo(0.05);
        assertThat(Limit.ofLatency(100, 99).allowed()).isEqualTo(0.01);
    }

    @Test
    void limitIsDescribedByItsPercentileOrItsShare() {
        assertThat(Limit.ofLatency(100, 95).description()).isEqualTo("p95 ≤ 100 ms");
        assertThat(Limit.ofLatency(2000, 99.9).description()).isEqualTo("p99.9 ≤ 2000 ms");
        assertThat(Limit.ofLatency(100, 99.9).percentile()).isEqualTo(99.9);
        assertThat(Limit.ofFailures(0.001).description()).isEqualTo("at most 0.1 % failed");
    }

    @Test
    void impossibleLimitsAreRefused() {
        assertThatThrownBy(() -> Limit.ofLatency(0, 95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Limit.ofLatency(100, 100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limit(OptionalLong.empty(), Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
