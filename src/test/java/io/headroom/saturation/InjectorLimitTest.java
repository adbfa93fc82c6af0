package io.headroom.saturation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.headroom.load.InjectorStatistics;
import io.headroom.load.Lag;
import io.headroom.load.LatencyMillis;
import io.headroom.load.Load;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InjectorLimitTest {

    private static final SaturationRule RULE = new SaturationRule(5, 0.02, 0.05, Duration.ofMillis(100));
    private static final Load CLOSED = new Callers(8);
    private static final Load OPEN = new Arrivals(500, Spacing.POISSON);

    /**
     * Callers with a latency of 100 ms lose 5 % of their rate if timers are 5 ms late; less than 2 ms proves nothing.
     */
    @ParameterizedTest
    @CsvSource({"100, 5.1, LAG", "100, 4.9, ''", "10, 2.1, LAG", "10, 1.9, ''", "1000, 40, ''", "1000, 51, LAG"})
    void timersThatComeLateFalsifyTheRate(long latencyMillis, double lagMillis, String limit) {
        StepStatistics step = step(CLOSED, 500, 0)
                .latency(latencyMillis)
                .injector(0.3, lagMillis, 0)
                .statistics();

        assertEquals(limit, limitOf(step));
        assertEquals(limit.isEmpty() ? StepVerdict.CLEAN : StepVerdict.INJECTOR_BOUND, RULE.judge(step));
    }

    @ParameterizedTest
    @CsvSource({"0.89, ''", "0.91, CPU"})
    void cpuThatIsUsedUpLimits(double share, String limit) {
        assertEquals(
                limit,
                limitOf(step(CLOSED, 500, 0).latency(50).injector(share, 0.2, 0).statistics()));
    }

    /** 1 % of 500 requests is 5; a few may be sent outside the window. A closed load has no schedule. */
    @ParameterizedTest
    @CsvSource({"495, 500, ''", "494, 500, USERS", "97, 100, ''", "96, 100, USERS"})
    void scheduleThatIsNotKeptLimits(long sent, long due, String limit) {
        assertEquals(
                limit,
                limitOf(step(OPEN, sent, 0).latency(50).injector(0.2, 0.2, due).statistics()));
        assertEquals(
                "",
                limitOf(step(CLOSED, sent, 0)
                        .latency(50)
                        .injector(0.2, 0.2, due)
                        .statistics()));
    }

    @ParameterizedTest
    @CsvSource({"4, ''", "5, ''", "6, FAILURES"})
    void requestsThatCannotBeSentLimit(long failures, String limit) {
        assertEquals(
                limit,
                limitOf(step(CLOSED, 500, 0)
                        .with(Outcome.INJECTOR_ERROR, failures)
                        .statistics()));
    }

    @ParameterizedTest
    @CsvSource({"0.89, ''", "0.91, FAILURES"})
    void filesThatAreUsedUpLimitEvenAStepThatSentNothing(double share, String limit) {
        StepStatistics step = MeasuredStep.of(new Step(1, 1, Purpose.UP, CLOSED))
                .injector(new InjectorStatistics(
                        0.1, OptionalDouble.empty(), 0, share, 0, 0, Lag.NONE, Lag.NONE, LatencyMillis.NONE))
                .statistics();

        assertEquals(limit, limitOf(step));
        assertEquals(limit.isEmpty() ? StepVerdict.UNMEASURED : StepVerdict.INJECTOR_BOUND, RULE.judge(step));
    }

    @Test
    void stepThatTheServiceRefusesIsLimitedByTheService() {
        StepStatistics step =
                step(OPEN, 300, 100).latency(50).injector(0.99, 60, 600).statistics();

        assertEquals(StepVerdict.SATURATED, RULE.judge(step));
    }

    /**
     * An address that drops packets leaves callers waiting for a connection, also those of an injector that is short of CPU. Without a
     * connection nobody can say which of the two is the reason, so the rule is the same as for connections that are refused. An answer
     * that is late on an open connection may be the injector's fault.
     */
    @ParameterizedTest
    @CsvSource({
        "i.n.c.ConnectTimeoutException: connection timed out after 5000 ms, 50, 50, FAILING",
        "i.n.c.ConnectTimeoutException: connection timed out after 5000 ms, 49, 51, INJECTOR_BOUND",
        "Request timeout to 10.0.0.1:80 after 30000 ms, 50, 50, INJECTOR_BOUND"
    })
    void busyInjectorIsNotTheLimitWhereMostRequestsGetNoConnection(
            String message, long failed, long ok, StepVerdict verdict) {
        StepStatistics step = step(CLOSED, ok, 0)
                .with(Outcome.ofMessage(false, message), failed)
                .latency(50)
                .injector(0.99, 60, 0)
                .statistics();

        assertEquals(verdict, RULE.judge(step));
    }

    @Test
    void nothingIsKnownOfAnInjectorThatKeptNoSamples() {
        assertEquals(StepVerdict.CLEAN, RULE.judge(step(OPEN, 10, 0).latency(50).statistics()));
    }

    private static MeasuredStep step(Load load, long ok, long refused) {
        return MeasuredStep.of(new Step(1, 1, Purpose.UP, load))
                .with(Outcome.OK, ok)
                .with(Outcome.REFUSED, refused);
    }

    private static String limitOf(StepStatistics step) {
        Optional<InjectorLimit> limit = RULE.injectorLimit(step);
        return limit.map(Enum::name).orElse("");
    }
}
