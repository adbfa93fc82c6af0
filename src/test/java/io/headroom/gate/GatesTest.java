package io.headroom.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.gate.Baseline.Interval;
import io.headroom.gate.Figure.Known;
import io.headroom.gate.Figure.Missing;
import io.headroom.gate.GateResult.GateOutcome;
import io.headroom.gate.GateSettings.Inconclusive;
import io.headroom.gate.GateSettings.Regression;
import io.headroom.gate.Gates.BaselineReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatesTest {

    private static final Missing NOTHING = new Missing("not measured", "a run");

    private static final BaselineReference NO_BASELINE = new BaselineReference.None("there is none", "one");

    /** Capacity 240 (230 to 250), of which the target's 168 is 70 %. */
    private static final RunFigures FIGURES = new RunFigures(
            new Known(240, 230, 250),
            new Known(70, 68, 73),
            new Known(168, 161, 175),
            Map.of(
                    Percentile.P50, new Known(50, 49, 52),
                    Percentile.P95, new Known(66, 60, 75),
                    Percentile.P99, new Known(80, 70, Double.POSITIVE_INFINITY)),
            new Known(0.004, 0.002, 0.012),
            Known.exactly(2),
            Known.exactly(0.04),
            false);

    private static final RunFigures NONE = new RunFigures(
            NOTHING,
            NOTHING,
            NOTHING,
            Map.of(Percentile.P50, NOTHING, Percentile.P95, NOTHING, Percentile.P99, NOTHING),
            NOTHING,
            NOTHING,
            NOTHING,
            false);

    @ParameterizedTest
    @CsvSource({"230, PASS", "230.1, INCONCLUSIVE", "250, INCONCLUSIVE", "250.1, FAIL"})
    void saturationIsJudgedByTheEndOfItsIntervalThatHurts(double least, GateOutcome outcome) {
        assertEquals(outcome, judged(FIGURES, saturation(least)).outcome());
        assertEquals(GateOutcome.INCONCLUSIVE, judged(NONE, saturation(least)).outcome());
    }

    @ParameterizedTest
    @CsvSource({"68, PASS", "68.1, INCONCLUSIVE", "73, INCONCLUSIVE", "73.1, FAIL"})
    void rateUnderTheLimitIsJudgedLikeTheCapacity(double least, GateOutcome outcome) {
        GateSettings settings = new GateSettings(
                OptionalDouble.empty(),
                OptionalDouble.of(least),
                OptionalDouble.empty(),
                Map.of(),
                OptionalDouble.empty(),
                false,
                OptionalDouble.empty(),
                Optional.empty(),
                Inconclusive.FAIL);

        assertEquals("minimum-rate-under-limit", judged(FIGURES, settings).name());
        assertEquals(outcome, judged(FIGURES, settings).outcome());
        assertEquals(GateOutcome.INCONCLUSIVE, judged(NONE, settings).outcome());
    }

    @ParameterizedTest
    @CsvSource({"161, PASS", "168, INCONCLUSIVE", "176, FAIL"})
    void targetRateIsJudgedLikewise(double least, GateOutcome outcome) {
        GateSettings settings = settings(Map.of(), OptionalDouble.of(least), OptionalDouble.empty());
        assertEquals(outcome, judged(FIGURES, settings).outcome());
        assertEquals(GateOutcome.INCONCLUSIVE, judged(NONE, settings).outcome());
    }

    @ParameterizedTest
    @CsvSource({
        "P50, 52, PASS", "P50, 51, INCONCLUSIVE", "P50, 48, FAIL",
        "P95, 75, PASS", "P95, 70, INCONCLUSIVE", "P95, 59, FAIL",
        "P99, 1000, INCONCLUSIVE", "P99, 69, FAIL"
    })
    void latencyIsJudgedByItsUpperBound(Percentile percentile, double most, GateOutcome outcome) {
        GateSettings settings = settings(Map.of(percentile, most), OptionalDouble.empty(), OptionalDouble.empty());
        assertEquals(outcome, judged(FIGURES, settings).outcome());
        assertEquals(GateOutcome.INCONCLUSIVE, judged(NONE, settings).outcome());
    }

    @ParameterizedTest
    @CsvSource({"0.012, PASS", "0.01, INCONCLUSIVE", "0.001, FAIL", "0, FAIL"})
    void refusedShareIsJudgedByItsUpperBound(double most, GateOutcome outcome) {
        GateSettings settings = settings(Map.of(), OptionalDouble.empty(), OptionalDouble.of(most));
        assertEquals(outcome, judged(FIGURES, settings).outcome());
        assertEquals(GateOutcome.INCONCLUSIVE, judged(NONE, settings).outcome());
    }

    @Test
    void aSingleReadinessFailureIsOneTooMany() {
        GateSettings settings = flags(true, OptionalDouble.empty());
        assertEquals(GateOutcome.FAIL, judged(FIGURES, settings).outcome());
        assertEquals(
                GateOutcome.PASS,
                judged(withReadiness(Known.exactly(0)), settings).outcome());
        assertEquals(GateOutcome.INCONCLUSIVE, judged(NONE, settings).outcome());
    }

    @ParameterizedTest
    @CsvSource({"0.04, PASS", "0.03, FAIL"})
    void roundsHaveToAgree(double most, GateOutcome outcome) {
        GateSettings settings = flags(false, OptionalDouble.of(most));
        assertEquals(outcome, judged(FIGURES, settings).outcome());
        assertEquals(GateOutcome.INCONCLUSIVE, judged(NONE, settings).outcome());
    }

    @Test
    void capacityThatMovedIsInconsistentWhateverItsInterval() {
        RunFigures moved =
                new RunFigures(NOTHING, NOTHING, NOTHING, NONE.latency(), NOTHING, NOTHING, Known.exactly(0.001), true);
        assertEquals(
                GateOutcome.FAIL,
                judged(moved, flags(false, OptionalDouble.of(0.5))).outcome());
    }

    /** An interval may look narrow in a run that ended before it was done. */
    @Test
    void agreementWithoutAUsableCapacityIsNoPass() {
        RunFigures unconverged =
                new RunFigures(NOTHING, NOTHING, NOTHING, NONE.latency(), NOTHING, NOTHING, Known.exactly(0.01), false);
        GateResult result = judged(unconverged, flags(false, OptionalDouble.of(0.05)));
        assertEquals(GateOutcome.INCONCLUSIVE, result.outcome());
        assertEquals("not known: not measured", result.measured());
        assertEquals("a run", result.settles());
    }

    /** Intervals of ±1 % each make one of ±1.41 %. */
    @ParameterizedTest
    @CsvSource({"240, PASS", "233, PASS", "230, INCONCLUSIVE", "220, FAIL", "260, PASS"})
    void regressionIsALossThatIsRealAndTooLarge(double capacity, GateOutcome outcome) {
        RunFigures later = withCapacity(new Known(capacity, capacity / 1.01, capacity * 1.01));
        GateResult result = judged(later, regression(), baseline(240, 1.01));
        assertEquals(outcome, result.outcome(), result.measured());
    }

    @Test
    void lossOfOneInTwelvePodsIsSaidInFigures() {
        GateResult result = judged(withCapacity(new Known(220, 217.8, 222.2)), regression(), baseline(240, 1.01));
        assertThat(result.measured()).startsWith("-8.3 % (95 % confidence: -9.6 to -7.0 %), real, ");
        assertThat(result.measured()).endsWith("from 240.0 req/s to 220.0 req/s");
    }

    @Test
    void runsTooNoisyToTellAreNoPassAndSayWhatTheyCouldSee() {
        RunFigures noisy = withCapacity(new Known(240, 216, 264));
        GateResult result = judged(noisy, regression(), baseline(240, 1.1));
        assertEquals(GateOutcome.INCONCLUSIVE, result.outcome());
        assertThat(result.settles()).contains("no change smaller than 13.");
    }

    @Test
    void noBaselineIsNoPass() {
        GateResult result = judged(FIGURES, regression(), NO_BASELINE);
        assertEquals(GateOutcome.INCONCLUSIVE, result.outcome());
        assertEquals("not known: there is none", result.measured());
    }

    @Test
    void lowerBoundThatIsAsHighAsTheBaselineIsNoRegression() {
        RunFigures more = withCapacity(new Known(300, 280, Double.POSITIVE_INFINITY));
        RunFigures less = withCapacity(new Known(200, 190, Double.POSITIVE_INFINITY));
        assertEquals(
                GateOutcome.PASS,
                judged(more, regression(), baseline(240, 1.01)).outcome());
        assertEquals(
                GateOutcome.INCONCLUSIVE,
                judged(less, regression(), baseline(240, 1.01)).outcome());
    }

    @Test
    void allGatesAreJudgedAndTheWorstCounts() {
        GateSettings all = new GateSettings(
                OptionalDouble.of(200),
                OptionalDouble.empty(),
                OptionalDouble.of(200),
                Map.of(Percentile.P95, 70.0),
                OptionalDouble.empty(),
                true,
                OptionalDouble.empty(),
                Optional.empty(),
                Inconclusive.WARN);
        Gates gates = Gates.judge(FIGURES, all, NO_BASELINE);
        assertEquals(
                List.of("minimum-saturation", "minimum-target-rate", "target-latency.p95", "ready-below-target"),
                gates.results().stream().map(GateResult::name).toList());
        assertEquals(GateOutcome.FAIL, gates.outcome());
        assertFalse(gates.letsThrough());
        assertEquals("Gates: FAIL (1 passed, 2 failed, 1 inconclusive)", gates.summary());
    }

    @Test
    void inconclusiveGetsThroughOnlyWhereItIsAllowedTo() {
        GateResult unsure = new GateResult("one", GateOutcome.INCONCLUSIVE, "", "", "");
        assertFalse(new Gates(List.of(unsure), Inconclusive.FAIL).letsThrough());
        assertTrue(new Gates(List.of(unsure), Inconclusive.WARN).letsThrough());
        assertEquals(GateOutcome.INCONCLUSIVE, new Gates(List.of(unsure), Inconclusive.WARN).outcome());
        assertFalse(new Gates(List.of(), Inconclusive.WARN).letsThrough(), "no gate at all");
    }

    private static GateResult judged(RunFigures figures, GateSettings settings) {
        return judged(figures, settings, NO_BASELINE);
    }

    private static GateResult judged(RunFigures figures, GateSettings settings, BaselineReference reference) {
        Gates gates = Gates.judge(figures, settings, reference);
        assertEquals(1, gates.results().size());
        return gates.results().get(0);
    }

    private static RunFigures withCapacity(Known capacity) {
        return new RunFigures(
                capacity,
                FIGURES.underLimit(),
                FIGURES.targetRate(),
                FIGURES.latency(),
                FIGURES.refusedShare(),
                FIGURES.readiness(),
                FIGURES.disagreement(),
                false);
    }

    private static RunFigures withReadiness(Known failures) {
        return new RunFigures(
                FIGURES.capacity(),
                FIGURES.underLimit(),
                FIGURES.targetRate(),
                FIGURES.latency(),
                FIGURES.refusedShare(),
                failures,
                FIGURES.disagreement(),
                false);
    }

    private static BaselineReference baseline(double capacity, double factor) {
        return new BaselineReference.Found(new Baseline(
                Baseline.SCHEMA,
                "main",
                "run",
                "",
                "",
                new WorkloadMark("", "", Map.of(), Map.of()),
                new Interval(capacity, capacity / factor, capacity * factor),
                null));
    }

    private static GateSettings saturation(double least) {
        return new GateSettings(
                OptionalDouble.of(least),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Map.of(),
                OptionalDouble.empty(),
                false,
                OptionalDouble.empty(),
                Optional.empty(),
                Inconclusive.FAIL);
    }

    private static GateSettings settings(
            Map<Percentile, Double> latency, OptionalDouble targetRate, OptionalDouble refused) {
        return new GateSettings(
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                targetRate,
                latency,
                refused,
                false,
                OptionalDouble.empty(),
                Optional.empty(),
                Inconclusive.FAIL);
    }

    private static GateSettings flags(boolean ready, OptionalDouble consistency) {
        return new GateSettings(
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Map.of(),
                OptionalDouble.empty(),
                ready,
                consistency,
                Optional.empty(),
                Inconclusive.FAIL);
    }

    private static GateSettings regression() {
        return new GateSettings(
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Map.of(),
                OptionalDouble.empty(),
                false,
                OptionalDouble.empty(),
                Optional.of(new Regression("main", 0.05)),
                Inconclusive.FAIL);
    }
}
