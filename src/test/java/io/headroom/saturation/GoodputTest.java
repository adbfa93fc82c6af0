package io.headroom.saturation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.load.Load;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GoodputTest {

    /** 2 % of each step gets less with more of them, 3 % of drift does not: √(4 ÷ 2 + 9) = 3.317 %. */
    @Test
    void stepsThatFollowEachOtherShareTheDrift() {
        assertThat(Goodput.speedSd(1)).isCloseTo(0.036056, within(1e-6));
        assertThat(Goodput.speedSd(2)).isCloseTo(0.033166, within(1e-6));
        assertThat(Goodput.speedSd(1_000_000)).isCloseTo(0.03, within(1e-6));
    }

    /** The bracket from 95 to 100 req/s: ± √(100 ÷ 95) for its width, and 1.96 x 3.317 % for the speed. */
    @Test
    void intervalOfABracketHoldsTheDriftOfBothEnds() {
        RefusedShare none = new RefusedShare(0, 1000);
        RefusedShare many = new RefusedShare(50, 1000);
        Bracket bracket = Bracket.of(List.of(new OfferedPoint(95, none, none), new OfferedPoint(100, many, many)));

        CapacityEstimate estimate = bracket.estimate(98, 2);

        assertThat(estimate.perSecond()).isEqualTo(98);
        assertThat(estimate.highPerSecond() / 98).isCloseTo(1.0949, within(1e-4));
        assertThat(98 / estimate.lowPerSecond()).isCloseTo(1.0949, within(1e-4));
    }

    /** The service takes 240 req/s: 375 answers in 1.5 s say so to 5 %, 1,920 in 8 s to 2 %. */
    @Test
    void luckyShortStepIsNoBound() {
        StepStatistics lucky = step(10_000, 1500, 249.5);
        StepStatistics longer = step(20_000, 8000, 240);

        assertThat(Goodput.bound(List.of(step(0, 1500, 236), lucky, longer))).contains(longer);
    }

    /** Arrivals of 15 req/s were all served; of 30 req/s 16 were, counted from fewer answers. */
    @Test
    void lessThatWasServedSinceLessWasOfferedIsNoBound() {
        StepStatistics most = step(10_000, 5000, 16, new Arrivals(30, Spacing.POISSON));

        assertThat(Goodput.bound(List.of(step(0, 7000, 15, new Arrivals(15, Spacing.POISSON)), most)))
                .contains(most);
    }

    /** The injector got in the way at the top, where it sent 28,821 req/s. 49,167 req/s had been served before. */
    @Test
    void boundIsNotBelowWhatWasServedForCertain() {
        StepStatistics served = step(10_000, 1500, 49_167);

        assertThat(Goodput.bound(List.of(step(0, 1500, 31_000), served, step(20_000, 8000, 28_821))))
                .contains(served);
    }

    /** 73,750 answers in 1.5 s are no chance: a long step that served 12 % less later is no bound. */
    @Test
    void boundIsNotAnEighthBelowWhatManyAnswersShow() {
        StepStatistics served = step(10_000, 1500, 49_167);

        assertThat(Goodput.bound(List.of(served, step(40_000, 8000, 43_500)))).contains(served);
        StepStatistics nearly = step(40_000, 8000, 46_500);
        assertThat(Goodput.bound(List.of(served, nearly))).contains(nearly);
    }

    @Test
    void nothingServedBoundsNothing() {
        StepStatistics none = step(0, 1500, 0);

        assertThat(Goodput.bound(List.of())).isEmpty();
        assertThat(Goodput.bound(List.of(none))).contains(none);
    }

    /** Eight short steps and a long one of a service of 240 req/s whose answers come at random, 1,000 times. */
    @Test
    void boundIsSeldomFarAboveTheTruth() {
        int highest = 0;
        int bound = 0;
        for (int seed = 500; seed < 1500; seed++) {
            Random random = new Random(seed);
            List<StepStatistics> steps = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                steps.add(counted(random, 2000L * i, 1500));
            }
            steps.add(counted(random, 16_000, 8000));
            double most = steps.stream()
                    .mapToDouble(StepStatistics::goodputPerSecond)
                    .max()
                    .orElseThrow();
            highest += most > 1.05 * 240 ? 1 : 0;
            bound += Goodput.bound(steps).orElseThrow().goodputPerSecond() > 1.05 * 240 ? 1 : 0;
        }

        assertThat(highest).isGreaterThan(700);
        assertThat(bound).isLessThan(50);
    }

    private static StepStatistics counted(Random random, long startMillis, long millis) {
        double expected = 240 * millis / 1000.0;
        return step(
                startMillis,
                millis,
                1000 * Math.round(expected + Math.sqrt(expected) * random.nextGaussian()) / (double) millis);
    }

    private static StepStatistics step(long startMillis, long millis, double perSecond) {
        return step(startMillis, millis, perSecond, new Callers(64));
    }

    private static StepStatistics step(long startMillis, long millis, double perSecond, Load load) {
        return MeasuredStep.of(new Step(1, 1, Purpose.UP, load))
                .window(startMillis, millis)
                .goodput(perSecond)
                .statistics();
    }
}
