package io.headroom.saturation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SaturationTest {

    private static final SearchSettings SETTINGS = SampleSearch.DEFAULT.settings(); // consistent within 5 %

    @Test
    void oddNumberOfRoundsGivesTheMiddleOne() {
        Saturation saturation = of(round(35, 236), round(36, 240), round(37, 241));
        assertEquals(36, saturation.callers());
        assertEquals(240, saturation.goodputPerSecond());
        assertEquals(5 / 240.0, saturation.spread(), 1e-12);
        assertTrue(saturation.consistent());
    }

    @Test
    void evenNumberOfRoundsGivesTheMeanGoodputAndTheLowerCallersOfTheMiddleTwo() {
        Saturation saturation = of(round(37, 250), round(20, 100), round(36, 240), round(38, 260));
        assertEquals(36, saturation.callers());
        assertEquals(245, saturation.goodputPerSecond());
        assertEquals(160 / 245.0, saturation.spread(), 1e-12);
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
            assertEquals(81, saturation.goodputPerSecond());
            assertEquals(5, saturation.roundsRun());
        }
    }

    @Test
    void spreadDecidesAboutConsistencyUpToItsBound() {
        assertTrue(of(round(36, 195), round(36, 200), round(36, 205)).consistent());
        assertFalse(of(round(36, 194.9), round(36, 200), round(36, 205)).consistent());
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
        RoundResult notSaturated = new RoundResult.NotSaturated(
                MeasuredStep.ofCallers(200).with(Outcome.OK, 100).goodput(1000).statistics());
        Saturation saturation = of(round(36, 240), notSaturated, round(36, 240));
        assertEquals(240, saturation.goodputPerSecond());
        assertEquals(3, saturation.roundsRun());
        assertEquals(0, saturation.spread());
        assertFalse(saturation.consistent());
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

    private static RoundResult round(int callers, double goodput) {
        return new RoundResult.Boundary(
                MeasuredStep.ofCallers(callers)
                        .with(Outcome.OK, 100)
                        .goodput(goodput)
                        .statistics(),
                MeasuredStep.ofCallers(callers + 1).with(Outcome.REFUSED, 100).statistics());
    }
}
