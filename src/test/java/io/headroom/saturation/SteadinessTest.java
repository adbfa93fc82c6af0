package io.headroom.saturation;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.load.LatencyMillis;
import io.headroom.load.Load;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SteadinessTest {

    private static final Duration RETRY_WAIT = Duration.ofMillis(100);

    private static StepStatistics step(Load load, long windowMillis, long ok, double mean, long p95, long refused) {
        return new StepStatistics(
                new Step(1, 1, Purpose.UP, load),
                0,
                windowMillis,
                new OutcomeCounts(Map.of(Outcome.OK, ok, Outcome.REFUSED, refused)),
                1000.0 * ok / windowMillis,
                new LatencyMillis(ok, mean, 50, p95, p95, p95),
                LatencyMillis.NONE,
                0,
                0);
    }

    /**
     * Callers spend 12 x 8,000 = 96,000 ms. 1,920 answers of 50 ms take as long, 2,400 a quarter more. By chance
     * 50 / (8,000 x 3.46) = 0.2 % would be possible, so that the allowed growth is 5 %: 2,016 answers.
     */
    @ParameterizedTest
    @CsvSource({"1920, true", "2016, true", "2017, false", "2400, false"})
    void requestsOfASteadyLoadTakeAsLongAsItsCallersWereBusy(long ok, boolean steady) {
        assertThat(Steadiness.isSteady(step(new Callers(12), 8000, ok, 50, 50, 0), RETRY_WAIT))
                .isEqualTo(steady);
    }

    /**
     * One slow pod of four: 25 callers in 8 s. While its queue fills with 24 requests of 200 ms each, 160 + 60 requests
     * are answered; those in flight at the end take 200 x (1 + ... + 24) = 60,000 ms more: 260,000 of 200,000 ms. Once
     * it is full, 160 requests take 200,000 ms in all, 1,250 ms each.
     */
    @Test
    void loadIsNotSteadyWhileASlowQueueFills() {
        StepStatistics filling = step(new Callers(25), 8000, 220, 260_000.0 / 220, 4800, 0);
        StepStatistics full = step(new Callers(25), 8000, 160, 1250, 4800, 0);

        assertThat(Steadiness.isSteady(filling, RETRY_WAIT)).isFalse();
        assertThat(Steadiness.isSteady(full, RETRY_WAIT)).isTrue();
    }

    /** One caller sends its eleventh request just before the end of 10 latencies: 550 of 500 ms, by chance. */
    @Test
    void requestThatJustBeganIsChance() {
        assertThat(Steadiness.isSteady(step(new Callers(1), 500, 11, 50, 50, 0), RETRY_WAIT))
                .isTrue();
        assertThat(Steadiness.isSteady(step(new Callers(1), 500, 12, 50, 50, 0), RETRY_WAIT))
                .isFalse();
    }

    /** 20 callers in 10 s: 3,000 answers of 50 ms and 500 failures with 100 ms of waiting fill 200,000 ms. */
    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "NOT_READY", "SERVER_ERROR"})
    void waitingAfterAFailureIsTimeSpent(Outcome outcome) {
        assertThat(Steadiness.isSteady(failing(outcome, 500), RETRY_WAIT)).isTrue();
        assertThat(Steadiness.isSteady(failing(outcome, 700), RETRY_WAIT)).isFalse();
    }

    private static StepStatistics failing(Outcome outcome, long failed) {
        return MeasuredStep.of(new Step(1, 1, Purpose.UP, new Callers(20)))
                .window(0, 10_000)
                .with(Outcome.OK, 3000)
                .with(outcome, failed)
                .latency(50)
                .statistics();
    }

    @Test
    void arrivalsHaveNoCallersToCompareWith() {
        assertThat(Steadiness.isSteady(step(new Arrivals(10, Spacing.POISSON), 1000, 10, 5000, 9000, 0), RETRY_WAIT))
                .isTrue();
    }
}
