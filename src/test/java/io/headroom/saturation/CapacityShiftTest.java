package io.headroom.saturation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Load.Callers;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Purpose;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapacityShiftTest {

    private static final double TAU_MILLIS = 30_000;

    @Test
    void stepInTheGoodputIsFoundWhereItIs() {
        CapacityShift shift = ChangeDetection.in(series(240, 242, 238, 241, 180, 181, 179, 180))
                .orElseThrow();

        assertEquals(240.25, shift.beforePerSecond(), 0.1);
        assertEquals(180.0, shift.afterPerSecond(), 0.1);
        assertEquals(40_000, shift.atMillis());
    }

    @Test
    void levelGoodputHasNotMoved() {
        assertEquals(Optional.empty(), ChangeDetection.in(series(240, 244, 236, 241, 239, 245, 235, 240)));
        assertEquals(Optional.empty(), ChangeDetection.in(List.of()));
        assertEquals(Optional.empty(), ChangeDetection.in(series(240)));
    }

    @Test
    void oneStrayStepIsNoChange() {
        // a pod fails for a second or more; whatever that costs, the steps after it are like those before
        assertEquals(Optional.empty(), ChangeDetection.in(series(240, 242, 238, 170, 241, 240, 239, 241)));
    }

    /** With five goodputs, their noise is hardly known yet. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 6, 8, 12})
    void changeAfterTheFirstRoundIsFoundHoweverManyFollow(int size) {
        double[] goodputs = {240, 180, 183, 177, 181, 179, 182, 178, 180, 181, 179, 180};

        CapacityShift shift =
                ChangeDetection.in(series(Arrays.copyOf(goodputs, size)), 1).orElseThrow();

        assertEquals(240, shift.beforePerSecond(), 0.1);
        assertEquals(10_000, shift.atMillis());
        assertEquals(size - 1, shift.measuredAfter());
        assertEquals(size >= 6, shift.isSettled());
    }

    @Test
    void differenceIsMeasuredByWhatIsExpectedOfTwoSteps() {
        // far apart, many answers: the variance of ln b - ln a is 2 x (0.02^2 + 0.03^2), so 3 deviations are 0.15297
        assertEquals(Optional.empty(), ChangeDetection.in(List.of(goodput(0, 100), goodput(10_000_000, 116.5))));
        assertThat(ChangeDetection.in(List.of(goodput(0, 100), goodput(10_000_000, 116.6))))
                .isPresent();
    }

    @Test
    void fewAnswersProveLess() {
        assertEquals(
                Optional.empty(),
                ChangeDetection.in(
                        List.of(new Goodput(0, Math.log(100), 50), new Goodput(10_000_000, Math.log(125), 50))));
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 15, 30})
    void noiseIsCalledAChangeInLessThanOneCaseOfAHundred(int steps) {
        int moved = 0;
        for (int seed = 0; seed < 2000; seed++) {
            moved += ChangeDetection.in(noisy(new Random(seed), steps, 1)).isPresent() ? 1 : 0;
        }
        assertTrue(moved <= 20, moved + " of 2000");
    }

    /**
     * With nine goodputs, a rise by a quarter is found in two cases of three; the search looks again after every round.
     */
    @ParameterizedTest
    @CsvSource({"9, 0.75, 900", "9, 1.25, 600", "15, 0.75, 950", "15, 1.25, 900", "30, 0.75, 950", "30, 1.25, 950"})
    void quarterMoreOrLessInTheMidstIsFound(int steps, double factor, int least) {
        int moved = 0;
        for (int seed = 0; seed < 1000; seed++) {
            moved += ChangeDetection.in(noisy(new Random(seed), steps, factor)).isPresent() ? 1 : 0;
        }
        assertTrue(moved >= least, moved + " of 1000");
    }

    @Test
    void roundsOfCallersAreComparedAtTheirBoundaries() {
        CapacityShift shift = CallersShift.of(
                        List.of(round(0, 36, 240), round(60, 36, 241), round(120, 36, 180)),
                        Optional.of(step(180, 36, 181)))
                .orElseThrow();

        assertEquals(120_000, shift.atMillis());
        assertEquals(180.5, shift.afterPerSecond(), 0.1);
    }

    @Test
    void roundsThatEndedAtOtherCallersCannotBeCompared() {
        assertEquals(
                Optional.empty(),
                CallersShift.of(List.of(round(0, 8, 160), round(60, 8, 160), round(120, 6, 120)), Optional.empty()));
    }

    /** Four workers of 20 req/s with three callers each; from 100 s on there are three. */
    @Test
    void lostWorkerThatMovesTheBoundaryIsFound() {
        CapacityShift shift = CallersShift.of(
                        List.of(flat(0, 12, 80), flat(60, 12, 81), flat(120, 9, 60), flat(180, 9, 61)),
                        Optional.empty())
                .orElseThrow();

        assertEquals(120_000, shift.atMillis());
        assertEquals(2, shift.measuredAfter());
        assertEquals(60.5, shift.afterPerSecond(), 0.1);
    }

    /** Goodput grows with the square root of the callers, as where requests are spread unevenly. */
    @Test
    void boundariesThatDifferByChanceAreComparedAsIfTheyHadTheSameCallers() {
        List<RoundResult> rounds = new ArrayList<>();
        for (int callers : new int[] {16, 15, 17, 9, 10, 9, 8}) {
            rounds.add(new RoundResult.Boundary(
                    step(60L * rounds.size(), callers, 20 * Math.sqrt(callers)),
                    step(60L * rounds.size(), callers + 1, 1),
                    Optional.of(step(60L * rounds.size(), 2 * callers, 20 * Math.sqrt(2 * callers)))));
        }

        assertEquals(Optional.empty(), CallersShift.of(rounds, Optional.empty()));
    }

    /** Goodput grows with the square root of the callers: 36 at first, and 18 later. Nothing was measured at 18 before. */
    @Test
    void figuresOfAChangeAreThoseThatWereMeasured() {
        List<RoundResult> rounds = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int callers = i < 3 ? 36 : 18;
            double factor = i < 3 ? 40 : 20;
            rounds.add(burst(60L * i, callers, factor * Math.sqrt(callers), factor * Math.sqrt(2.0 * callers)));
        }

        CapacityShift shift = CallersShift.of(rounds, Optional.empty()).orElseThrow();

        assertEquals(240, shift.beforePerSecond(), 1e-9);
        assertEquals(20 * Math.sqrt(18), shift.afterPerSecond(), 1e-9);
    }

    /** Five goodputs need two after the change to tell it, since one may be a stray step; it is reason to look again. */
    @Test
    void lastGoodputThatDiffersIsSuspected() {
        List<RoundResult> rounds =
                List.of(flat(0, 132, 240), flat(80, 132, 242), flat(160, 132, 238), flat(240, 132, 241));

        Optional<StepStatistics> differs = Optional.of(step(320, 132, 179));
        assertEquals(Optional.empty(), CallersShift.of(rounds, differs));
        assertTrue(CallersShift.isSuspected(rounds, differs));
        assertFalse(CallersShift.isSuspected(rounds, Optional.of(step(320, 132, 239))));
        assertFalse(CallersShift.isSuspected(List.of(rounds.get(0)), differs), "two goodputs show no noise");
    }

    /** A token bucket of 1000/s: callers that get 200/s each find their boundary at 5, or at 4 with a burst beyond it. */
    @Test
    void boundaryThatMovesAloneIsNoChangeOfTheCapacity() {
        List<RoundResult> rounds = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            rounds.add(
                    i < 10 ? burst(20L * i, 5, 960 + 10 * (i % 3), 998) : burst(20L * i, 4, 820 + 10 * (i % 2), 1580));
        }
        List<RoundResult> lost = new ArrayList<>(rounds.subList(0, 10));
        for (int i = 10; i < 14; i++) {
            lost.add(burst(20L * i, 4, 820 + 10 * (i % 2), 830));
        }

        assertEquals(Optional.empty(), CallersShift.of(rounds, Optional.empty()));
        assertFalse(CallersShift.isSuspected(rounds, Optional.empty()));
        assertEquals(
                200_000, CallersShift.of(lost, Optional.empty()).orElseThrow().atMillis());
    }

    /** The capacity falls from 240 to 180 right after the boundary of the third round, before the step beyond it. */
    @Test
    void stepBeyondTheLastBoundaryBeforeTheChangeDoesNotCount() {
        List<RoundResult> rounds = List.of(
                burst(0, 132, 247, 232),
                burst(80, 132, 235, 225),
                burst(160, 132, 250, 168),
                flat(240, 132, 177),
                flat(320, 132, 185),
                flat(400, 132, 176),
                flat(480, 132, 179),
                flat(560, 132, 178));

        assertEquals(
                240_000, CallersShift.of(rounds, Optional.empty()).orElseThrow().atMillis());
    }

    private static RoundResult burst(long seconds, int callers, double perSecond, double beyond) {
        return new RoundResult.Boundary(
                step(seconds, callers, perSecond),
                step(seconds, callers + 1, perSecond),
                Optional.of(step(seconds, 2 * callers, beyond)));
    }

    private static RoundResult flat(long seconds, int callers, double perSecond) {
        return new RoundResult.Boundary(
                step(seconds, callers, perSecond),
                step(seconds, callers + 1, perSecond),
                Optional.of(step(seconds, 2 * callers, perSecond)));
    }

    private static RoundResult round(long seconds, int callers, double perSecond) {
        return new RoundResult.Boundary(
                step(seconds, callers, perSecond), step(seconds, callers + 1, perSecond), Optional.empty());
    }

    private static StepStatistics step(long seconds, int callers, double perSecond) {
        return MeasuredStep.of(new Step(3, 1, Purpose.DOWN, new Callers(callers)))
                .window(1000 * seconds, 6000)
                .goodput(perSecond)
                .statistics();
    }

    /** Returns goodputs of steps that are ten seconds apart. */
    private static List<Goodput> series(double... perSecond) {
        List<Goodput> series = new ArrayList<>();
        for (double goodput : perSecond) {
            series.add(goodput(10_000L * series.size(), goodput));
        }
        return series;
    }

    private static Goodput goodput(long millis, double perSecond) {
        return new Goodput(millis, Math.log(perSecond), 1e9);
    }

    /** Noise of 2 % from step to step, 3 % of slow drift, and 2 % of counting; from the middle on, another capacity. */
    private static List<Goodput> noisy(Random random, int steps, double factor) {
        List<Goodput> series = new ArrayList<>();
        double slow = random.nextGaussian();
        double kept = Math.exp(-10_000 / TAU_MILLIS);
        for (int i = 0; i < steps; i++) {
            slow = kept * slow + Math.sqrt(1 - kept * kept) * random.nextGaussian();
            double log = Math.log(i < steps / 2 ? 1 : factor) + 0.03 * slow + 0.0283 * random.nextGaussian();
            series.add(new Goodput(10_000L * i, log, 2500));
        }
        return series;
    }
}
