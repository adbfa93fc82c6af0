package io.headroom.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.OnePercentRate;
import io.headroom.sizing.TargetCheck.TargetPromise;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetCheckTest {

    private static final Target TARGET = new Target(0.7, 168);
    private static final Optional<CapacityEstimate> CAPACITY = Optional.of(new CapacityEstimate(240, 230, 250, 6, 1.5));

    @Test
    void targetThatRefusesNothingKeepsItsPromise() {
        TargetCheck check = check(step(2520, 0, 66), rate(235, true));

        assertEquals(TargetPromise.KEPT, check.judgement());
        assertEquals(Optional.empty(), check.safe());
        assertEquals(0.001188, check.refused().atMost(), 1e-6, "1 - 0.05^(1/2520)");
    }

    @Test
    void refusalsAtTheTargetAreAnsweredWithTheSafeRate() {
        TargetCheck check = check(step(2417, 103, 120), rate(110, false));

        assertEquals(TargetPromise.REFUSES, check.judgement());
        SafeRate safe = check.safe().orElseThrow();
        assertEquals(99, safe.perSecond(), 1e-9, "0.9 x 110 is less than 0.7 x 230");
        assertEquals("90 % of 110.0 req/s, the highest rate at which at most 1 % are refused", safe.reason());
    }

    @Test
    void lowerEndOfTheCapacityLimitsTheSafeRateToo() {
        SafeRate safe = check(step(2480, 40, 120), rate(230, false)).safe().orElseThrow();

        assertEquals(161, safe.perSecond(), 1e-9, "0.7 x 230");
        assertEquals("70 % of 230.0 req/s, the lower end of the capacity's 95 % interval", safe.reason());
    }

    @Test
    void targetBeyondTheRateOfOnePercentRefusesWhateverItsOwnStepShows() {
        assertEquals(
                TargetPromise.REFUSES,
                check(step(2520, 0, 66), rate(150, false)).judgement());
    }

    @Test
    void targetThatFailsOrNeverCameKeepsNoPromise() {
        Step step = new Step(9, 0, Purpose.TARGET, new Arrivals(168, Spacing.POISSON));
        StepStatistics failing = MeasuredStep.of(step)
                .window(0, 15_000)
                .with(Outcome.OK, 2400)
                .with(Outcome.TIMED_OUT, 120)
                .statistics();
        StepStatistics partly =
                MeasuredStep.of(step).window(0, 15_000).with(Outcome.OK, 1500).statistics();

        assertEquals(TargetPromise.UNPROVEN, check(failing, rate(235, true)).judgement());
        assertEquals(TargetPromise.UNPROVEN, check(partly, rate(235, true)).judgement());
    }

    @Test
    void tooFewRequestsProveNothing() {
        TargetCheck check = check(step(280, 0, 66), rate(235, true));

        assertEquals(TargetPromise.UNPROVEN, check.judgement());
        assertThat(check.safe()).isPresent();
    }

    @Test
    void withoutTheRateOfOnePercentThereIsNoSafeRate() {
        TargetCheck check = TargetCheck.of(TARGET, step(2400, 120, 120), Optional.empty(), CAPACITY, Optional.empty());

        assertEquals(TargetPromise.REFUSES, check.judgement());
        assertEquals(Optional.empty(), check.safe());
        assertThat(check.p95Ratio()).isEmpty();
    }

    @Test
    void latencyIsComparedWithThatAtSaturation() {
        assertEquals(0.44, check(step(2520, 0, 66), rate(235, true)).p95Ratio().orElseThrow(), 1e-9);
        assertFalse(check(step(2520, 0, 160), rate(235, true)).isSlower(), "chance");
        assertTrue(check(step(2520, 0, 170), rate(235, true)).isSlower());
    }

    private static TargetCheck check(StepStatistics step, OnePercentRate rate) {
        return TargetCheck.of(TARGET, step, Optional.of(step(3600, 0, 150)), CAPACITY, Optional.of(rate));
    }

    private static OnePercentRate rate(double perSecond, boolean atLeast) {
        return new OnePercentRate(perSecond, 0.9 * perSecond, 1.1 * perSecond, atLeast, 2);
    }

    private static StepStatistics step(long ok, long refused, long latencyMillis) {
        return MeasuredStep.of(new Step(9, 0, Purpose.TARGET, new Arrivals(168, Spacing.POISSON)))
                .with(Outcome.OK, ok)
                .with(Outcome.REFUSED, refused)
                .latency(latencyMillis)
                .statistics();
    }
}
