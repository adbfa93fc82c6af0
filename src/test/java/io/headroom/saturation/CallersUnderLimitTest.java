package io.headroom.saturation;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.load.Limit;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Of 1000 requests 50 may be late. */
class CallersUnderLimitTest {

    private static final List<Limit> P95 = List.of(Limit.ofLatency(100, 95));

    @Test
    void mostCallersThatKeptTheLimitCount() {
        assertThat(of(late(4, 0), late(8, 50), late(16, 200))).contains(new CallersUnderLimit(8, 1000));
    }

    @Test
    void moreCallersThanSomeThatMissedItDoNotCount() {
        assertThat(of(late(4, 0), late(8, 100), late(16, 0))).contains(new CallersUnderLimit(4, 1000));
    }

    /** 60 late requests of 1000 are 1.5 standard deviations above 50. */
    @Test
    void callersThatMissedItByChanceDoNotCountAgainstMore() {
        assertThat(of(late(4, 0), late(8, 60), late(16, 40))).contains(new CallersUnderLimit(16, 1000));
    }

    @Test
    void noneKeptIt() {
        assertThat(of(late(4, 300), late(8, 400))).isEmpty();
    }

    private static Optional<CallersUnderLimit> of(StepStatistics... steps) {
        return CallersUnderLimit.of(P95, List.of(steps), SampleSearch.RULE);
    }

    private static StepStatistics late(int callers, long late) {
        return MeasuredStep.ofCallers(callers)
                .with(Outcome.OK, 1000)
                .goodput(1000)
                .slow(late, 150)
                .statistics();
    }
}
