package io.headroom.saturation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaturationTest {

    private static final SearchSettings SETTINGS = SampleSearch.DEFAULT.settings(); // consistent within 5 %

    @Test
    void oddNumberOfRoundsGivesTheCallersOfTheMiddleOne() {
        Saturation saturation = of(round(35, 236), round(36, 240), round(37, 241));
        assertEquals(36, saturation.callers());
        assertEquals(Math.cbrt(236.0 * 240 * 241), saturation.goodputPerSecond(), 1e-9);
        assertEquals(5 / Math.cbrt(236.0 * 240 * 241), saturation.spread(), 1e-12);
        assertTrue(saturation.consistent());
    }

    @Test
    void evenNumberOfRoundsGivesTheLowerCallersOfTheMiddleTwo() {
        Saturation saturation = of(round(37, 250), round(20, 100), round(36, 240), round(38, 260));
        assertEquals(36, saturation.callers());
        double mean = Math.pow(250.0 * 100 * 240 * 260, 0.25);
        assertEquals(mean, saturation.goodputPerSecond(), 1e-9);
        assertEquals(160 / mean, saturation.spread(), 1e-12);
        assertFalse(saturation.consistent());
    }

    @Test
    void orderOfTheRoundsDoesNotMatterToTheFigures() {
        List<RoundResult> rounds =
                new ArrayList<>(List.of(round(9, 90), round(7, 70), round(8, 81), round(8, 80), round(10, 100)));
        Random random = new Random(5);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(rounds, random);
            Saturation saturation = Saturation.of(rounds, SETTINGS).orElseThrow();
            assertEquals(8, saturation.callers());
            assertEquals(Math.pow(90.0 * 70 * 81 * 80 * 100, 0.2), saturation.goodputPerSecond(), 1e-9);
            assertEquals(5, saturation.roundsRun());
        }
    }

    /**
     * Worked by hand: rounds a quarter of an hour apart share nothing, so w = 1. ln 236, ln 240, ln 241 have the
     * standard deviation 0.011100; the 0.985 quantile of Student's distribution with 2 degrees of freedom is 5.6428;
     * the half-width is 5.6428 x 0.011100 / √3 = 0.03616.
     */
    @Test
    void intervalIsStudents() {
        CapacityEstimate confidence = of(round(36, 236, 0), round(36, 240, 900), round(36, 241, 1800))
                .confidence()
                .orElseThrow();
        double capacity = Math.cbrt(236.0 * 240 * 241);
        assertEquals(capacity, confidence.perSecond(), 1e-9);
        assertEquals(capacity * Math.exp(-0.03616), confidence.lowPerSecond(), 0.01);
        assertEquals(capacity * Math.exp(0.03616), confidence.highPerSecond(), 0.01);
        assertEquals(3, confidence.measurements());
    }

    /** Half a minute apart neighbours are correlated by 1/e: w² = (1 + 1/e) / (1 − 1/e) = 2.1640. */
    @Test
    void intervalIsWiderWhereRoundsShareTheDriftOfTheService() {
        double apart = half(round(36, 236, 0), round(36, 240, 900), round(36, 241, 1800));
        double near = half(round(36, 236, 0), round(36, 240, 30), round(36, 241, 60));
        assertEquals(Math.sqrt(2.1640), near / apart, 1e-4);
    }

    /** 1.96 x 0.018 / √3 = 0.02037. */
    @Test
    void roundsThatAgreeDoNotProveMoreThanSoFewCan() {
        assertEquals(0.02037, half(round(36, 240, 0), round(36, 240, 900), round(36, 240, 1800)), 1e-5);
    }

    @Test
    void precisionDecidesAboutConsistency() {
        double share = Math.exp(half(round(36, 195, 0), round(36, 200, 900), round(36, 204, 1800))) - 1;
        assertEquals(0.0765, share, 1e-4);
        assertFalse(
                of(round(36, 195, 0), round(36, 200, 900), round(36, 204, 1800)).consistent());
        assertTrue(
                of(round(36, 198, 0), round(36, 200, 900), round(36, 201, 1800)).consistent());
    }

    @Test
    void moreRoundsAreWantedUntilTheyAgreeOrCannot() {
        RoundResult[] vary = {round(36, 195, 0), round(36, 200, 900), round(36, 206, 1800)};
        assertTrue(wantsMore(SampleSearch.DEFAULT, vary[0], vary[1]));
        assertTrue(wantsMore(SampleSearch.DEFAULT, vary));
        assertFalse(wantsMore(SampleSearch.DEFAULT.withMostRounds(3), vary));
        assertFalse(wantsMore(SampleSearch.DEFAULT, round(36, 240, 0), round(36, 240, 900), round(36, 240, 1800)));
        assertFalse(wantsMore(SampleSearch.DEFAULT.withRounds(1), vary[0]), "one round is what was asked for");
        assertFalse(wantsMore(SampleSearch.DEFAULT, vary[0], vary[1], notSaturated()), "rounds without a boundary");
    }

    /** ln 1.1 = 0.0953 each, with a standard error of 0.02 / √3 = 0.0115: 8.3 of them, but three rounds need 22.3. */
    @Test
    void growthBeyondTheBoundaryIsToldAndProvenByEnoughRounds() {
        Saturation three = of(growing(1.1, 0), growing(1.1, 900), growing(1.1, 1800));
        assertEquals(0.1, three.growthBeyond(), 1e-9);
        assertFalse(three.growthProven());
        Saturation five =
                of(growing(1.1, 0), growing(1.1, 900), growing(1.1, 1800), growing(1.1, 2700), growing(1.1, 3600));
        assertTrue(five.growthProven());
        assertEquals(0, of(growing(1.015, 0), growing(1.015, 900)).growthBeyond());
        assertEquals(0, of(growing(0.8, 0), growing(0.9, 900)).growthBeyond(), "refusing may cost work");
        assertEquals(0, of(growing(0, 0), growing(0, 900)).growthBeyond(), "nothing served beyond");
    }

    /**
     * uvicorn with a limit of 9 at the boundary: some rounds end at 7 callers, of which 8 serve a seventh more, since chance brought
     * a few refusals. The others show that it is full with 8.
     */
    @Test
    void serviceThatHalfOfTheRoundsFoundFullIsFull() {
        double more = 8 / 7.0;
        assertEquals(
                0,
                of(growing(more, 0), growing(1.005, 900), growing(0.98, 1800), growing(more, 2700), growing(1.01, 3600))
                        .growthBeyond());
        assertThat(of(growing(more, 0), growing(more, 900), growing(1.005, 1800))
                        .growthBeyond())
                .as("two of three")
                .isGreaterThan(0.09);
    }

    @Test
    void oneRoundIsNoEvidenceOfConsistency() {
        Saturation saturation = of(round(36, 240));
        assertEquals(36, saturation.callers());
        assertEquals(0, saturation.spread());
        assertFalse(saturation.consistent());
    }

    @Test
    void roundWithoutBoundaryIsLeftOutAndMakesTheAnswerInconsistent() {
        Saturation saturation = of(round(36, 240, 0), notSaturated(), round(36, 240, 900));
        assertEquals(240, saturation.goodputPerSecond(), 1e-9);
        assertEquals(3, saturation.roundsRun());
        assertEquals(0, saturation.spread());
        assertFalse(saturation.consistent());
    }

    /** Within a wanted precision of 5 % lie 3 % refusals, but not another goodput. Less than 1 % confirm whatever the goodput. */
    @ParameterizedTest
    @CsvSource({"9, 200, 0.05, true", "30, 240, 0.05, true", "30, 200, 0.05, false", "30, 240, 0.01, false"})
    void holdThatIsRefusedALittleConfirmsWithinThePrecision(
            long refused, double goodput, double precision, boolean confirmed) {
        StepStatistics hold = MeasuredStep.ofCallers(36)
                .window(0, 20_000)
                .with(Outcome.OK, 1000 - refused)
                .with(Outcome.REFUSED, refused)
                .goodput(goodput)
                .statistics();

        assertEquals(
                confirmed,
                of(round(36, 240), round(36, 240)).isConfirmedBy(hold, SampleSearch.DEFAULT.settings(precision)));
    }

    @Test
    void noBoundaryIsNoSaturationPoint() {
        RoundResult nothing =
                new RoundResult.NothingTaken(MeasuredStep.ofCallers(1).statistics());
        assertEquals(Optional.empty(), Saturation.of(List.of(), SETTINGS));
        assertEquals(Optional.empty(), Saturation.of(List.of(nothing), SETTINGS));
    }

    @Test
    void goodputOfZeroHasNoSpread() {
        assertEquals(0, of(round(1, 0), round(1, 0)).spread());
    }

    private static Saturation of(RoundResult... rounds) {
        return Saturation.of(List.of(rounds), SETTINGS).orElseThrow();
    }

    private static double half(RoundResult... rounds) {
        CapacityEstimate confidence = of(rounds).confidence().orElseThrow();
        return Math.log(confidence.highPerSecond() / confidence.perSecond());
    }

    private static boolean wantsMore(SampleSearch search, RoundResult... rounds) {
        return Saturation.wantsMore(List.of(rounds), search.settings());
    }

    private static RoundResult notSaturated() {
        return new RoundResult.NotSaturated(
                MeasuredStep.ofCallers(200).with(Outcome.OK, 100).goodput(1000).statistics());
    }

    private static RoundResult.Boundary round(int callers, double goodput) {
        return round(callers, goodput, callers * 100);
    }

    private static RoundResult.Boundary round(int callers, double goodput, int seconds) {
        return new RoundResult.Boundary(
                MeasuredStep.ofCallers(callers)
                        .with(Outcome.OK, 100)
                        .window(seconds * 1000L, 1000)
                        .goodput(goodput)
                        .statistics(),
                MeasuredStep.ofCallers(callers + 1).with(Outcome.REFUSED, 100).statistics(),
                Optional.empty());
    }

    /** Returns a round with this many times the goodput beyond the boundary. */
    private static RoundResult.Boundary growing(double times, int seconds) {
        RoundResult.Boundary round = round(36, 240, seconds);
        StepStatistics beyond = MeasuredStep.ofCallers(72)
                .with(Outcome.OK, 100)
                .goodput(240 * times)
                .statistics();
        return new RoundResult.Boundary(round.boundary(), round.firstBeyond(), Optional.of(beyond));
    }
}
