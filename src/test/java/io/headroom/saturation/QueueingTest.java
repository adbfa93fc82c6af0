package io.headroom.saturation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.Queueing.Trend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueingTest {

    private static final int SEARCHES = 300;
    private static final int FIRST_SEED = 5001;

    /** 12 pods of 50 ms serve 240 req/s: with 4 callers 80, with 8 160, with 16 and more 240. Each step takes 8 s. */
    private static final List<StepStatistics> TWELVE_PODS = ramp(callers -> 240 * Math.min(1, callers / 12), 4, 256);

    /**
     * 1,920 answers are right to √(0.02² + 1 ÷ 1920) = 3.0 %. Two doublings on the plateau, 10 s apart: the error of the power is
     * about 0.036, and 3.3 of them are below 0.25. Beyond the knee of 240 × 0.05 = 12 callers each adds 1 ÷ 240 s.
     */
    @Test
    void serviceThatServes240PerSecondQueuesBeyond12Callers() {
        assertThat(queueing(TWELVE_PODS.subList(0, 4)))
                .as("one doubling on the plateau")
                .isEmpty();

        Queueing queueing = queueing(TWELVE_PODS.subList(0, 5)).orElseThrow();

        assertThat(queueing.plateau()).isEqualTo(TWELVE_PODS.subList(2, 5));
        assertThat(queueing.trend()).isEqualTo(Trend.FLAT);
        assertThat(queueing.perSecond()).isCloseTo(240, within(1e-9));
        assertThat(queueing.fewestCallers()).isEqualTo(16);
        assertThat(queueing.knee()).isCloseTo(12, within(1e-9));
        assertThat(queueing.isKneeAtMost()).isFalse();
    }

    /** From 16 callers on 1 % and more are refused: too few to be a boundary, but no proof that nothing is. */
    @Test
    void stepsThatAreRefusedALittleProveNoQueue() {
        List<StepStatistics> steps = TWELVE_PODS.stream()
                .map(step -> callers(step) < 16
                        ? step
                        : measured(step.step(), step.windowStartMillis(), 8000, 240)
                                .with(Outcome.REFUSED, 25)
                                .statistics())
                .toList();

        assertThat(steps).extracting(SampleSearch.RULE::judge).containsOnly(StepVerdict.CLEAN);
        assertThat(queueing(steps)).isEmpty();
    }

    /** From 8 to 256 callers goodput grows with a power of 0.08, but certainly so: 160 req/s with 8 callers are no plateau. */
    @Test
    void plateauBeginsWhereGrowthEnds() {
        assertThat(queueing(TWELVE_PODS).orElseThrow().plateau()).isEqualTo(TWELVE_PODS.subList(2, 7));
    }

    /** 10 answers a step are right to 32 %. */
    @Test
    void fewAnswersProveNothing() {
        List<StepStatistics> steps = new ArrayList<>();
        for (int callers = 4; callers <= 64; callers *= 2) {
            steps.add(step(callers, 2000L * steps.size(), 1000, 10));
        }

        assertThat(queueing(steps)).isEmpty();
    }

    /** With 32 callers the service stood still for most of a step. Two steps do not show that, and three do not agree. */
    @Test
    void singleDisturbedStepProvesNothing() {
        StepStatistics disturbed = step(32, 30_000, 8000, 50);
        List<StepStatistics> growing = ramp(callers -> 5 * callers, 4, 16);

        assertThat(queueing(
                        Stream.concat(growing.stream(), Stream.of(disturbed)).toList()))
                .isEmpty();
        assertThat(queueing(List.of(growing.get(2), disturbed))).isEmpty();
    }

    @Test
    void whatTheInjectorLimitedIsNoProof() {
        List<StepStatistics> limited = new ArrayList<>(TWELVE_PODS.subList(0, 3));
        for (StepStatistics step : TWELVE_PODS.subList(3, 7)) {
            limited.add(measured(step.step(), step.windowStartMillis(), 8000, 240)
                    .injector(0.97, 0, 1920)
                    .statistics());
        }

        assertThat(queueing(limited)).isEmpty();
        assertThat(queueing(TWELVE_PODS)).isPresent();
    }

    /** A pool of 12 connections before the service: its latency stays at 50 ms, whatever the callers. */
    @Test
    void goodputThatDoesNotGrowWithoutLatencyThatDoesIsNoProof() {
        List<StepStatistics> heldBack = TWELVE_PODS.stream()
                .map(step -> measured(step.step(), step.windowStartMillis(), 8000, step.goodputPerSecond())
                        .latency(50)
                        .statistics())
                .toList();

        assertThat(queueing(heldBack)).isEmpty();
    }

    /** The queue still fills: the requests that were sent take 20 % more than the time of the callers. */
    @Test
    void stepsWhoseLoadWasNotSteadyAreNoProof() {
        List<StepStatistics> filling = TWELVE_PODS.stream()
                .map(step -> measured(step.step(), step.windowStartMillis(), 8000, step.goodputPerSecond())
                        .latency(Math.round(1200 * callers(step) / step.goodputPerSecond()))
                        .statistics())
                .toList();

        assertThat(queueing(filling)).isEmpty();
    }

    @Test
    void warmUpArrivalsAndRefusedStepsAreNoProof() {
        List<StepStatistics> others = new ArrayList<>();
        for (StepStatistics step : TWELVE_PODS.subList(2, 7)) {
            long start = step.windowStartMillis();
            Callers callers = new Callers(callers(step));
            others.add(measured(new Step(1, 0, Purpose.WARM_UP, callers), start, 8000, 240)
                    .statistics());
            others.add(measured(new Step(1, 1, Purpose.UP, new Arrivals(300, Spacing.POISSON)), start, 8000, 240)
                    .statistics());
            others.add(measured(new Step(1, 1, Purpose.UP, callers), start, 8000, 240)
                    .with(Outcome.REFUSED, 100)
                    .statistics());
        }

        assertThat(queueing(others)).isEmpty();
    }

    /** A single server of 10 ms: with the 4 callers of the first step three wait already, 40 ms in all. */
    @Test
    void kneeIsAtMostAtTheFewestCallersIfTheyWaitAlready() {
        Queueing queueing = queueing(ramp(callers -> 100, 4, 64)).orElseThrow();

        assertThat(queueing.knee()).isCloseTo(4, within(1e-9));
        assertThat(queueing.isKneeAtMost()).isTrue();
    }

    /** Goodput loses 13 % with each doubling: 240, 209, 182, 158 req/s with 16, 32, 64 and 128 callers. */
    @Test
    void plateauOfAServiceThatOverloadSlowsDownIsWhereItServesMost() {
        Queueing queueing = queueing(ramp(
                        callers -> 240 * Math.min(1, callers / 12) * Math.pow(Math.max(1, callers / 16), -0.2), 4, 128))
                .orElseThrow();

        assertThat(queueing.trend()).isEqualTo(Trend.FALLS);
        assertThat(queueing.plateau()).extracting(QueueingTest::callers).containsExactly(16);
        assertThat(queueing.growth().power()).isCloseTo(-0.2, within(1e-3));
        assertThat(queueing.perSecond()).isCloseTo(240, within(1e-9));
    }

    /**
     * 12 pods that are chosen by chance: X = 240·N ÷ (N + 11). From 64 to 1024 callers the power falls from 11 ÷ 75 = 0.15 to 11 ÷
     * 1035 = 0.01. Many long steps show that goodput still grows; the most that they allow includes the truth.
     */
    @Test
    void goodputThatGrowsSlowlyIsTold() {
        DoubleUnaryOperator byChance = callers -> 240 * callers / (callers + 11);
        List<StepStatistics> steps = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int callers = 64 << i % 3;
            steps.add(step(callers, 60_000L * i, 30_000, byChance.applyAsDouble(callers)));
        }

        Queueing queueing = queueing(steps).orElseThrow();

        assertThat(queueing.trend()).isEqualTo(Trend.GROWS);
        assertThat(queueing.growth().power()).isBetween(11 / 267.0, 11 / 75.0);
        assertThat(queueing.fewestCallers()).isEqualTo(256);
        assertThat(queueing.perSecond()).isCloseTo(240 * 256 / 267.0, within(1e-6));
    }

    /**
     * Goodput that grows with the power that counts as none is the hardest case. In all of a search from 4 to 1024 callers it is
     * taken for none in 1 % of the cases: 3 of 300 are expected, and more than 9 with a probability of 0.1 %.
     */
    @ParameterizedTest
    @ValueSource(doubles = {10, 100, 2000})
    void serviceThatStillScalesIsSeldomTakenForFull(double first) {
        int found = 0;
        for (int seed = FIRST_SEED; seed < FIRST_SEED + SEARCHES; seed++) {
            found += search(new Random(seed), callers -> first * Math.pow(callers, 0.25), 1024) > 0 ? 1 : 0;
        }

        assertThat(found).isLessThanOrEqualTo(9);
    }

    /** Services of any capacity from 20 to 2000 req/s and any knee from 4 to 64 callers, with noise: none is found too early. */
    @Test
    void serviceIsFoundBeyondItsKneeAndNeverBefore() {
        int soon = 0;
        for (int seed = FIRST_SEED; seed < FIRST_SEED + SEARCHES; seed++) {
            Random random = new Random(seed);
            double capacity = 20 * Math.pow(100, random.nextDouble());
            double knee = 4 * Math.pow(16, random.nextDouble());
            int callers = search(random, each -> capacity * Math.min(1, each / knee), 64 * knee);
            assertThat(callers)
                    .as("capacity %.1f/s, knee %.1f, seed %d", capacity, knee, seed)
                    .isGreaterThan((int) (1.5 * knee));
            soon += callers <= 32 * knee ? 1 : 0;
        }

        assertThat(soon).as("found within five doublings").isGreaterThanOrEqualTo(SEARCHES * 9 / 10);
    }

    /** Returns the callers of the step with which the service is found to be full, looking after each; 0 if it is not. */
    private static int search(Random random, DoubleUnaryOperator goodput, double most) {
        List<StepStatistics> finished = new ArrayList<>();
        double drift = 0.03 * random.nextGaussian();
        long start = 0;
        for (int callers = 4; callers <= most; callers *= 2) {
            double expected = goodput.applyAsDouble(callers);
            long millis = (long) Math.max(1000, Math.min(30_000, 3000 * callers / expected));
            double speed = Math.exp(drift + 0.02 * random.nextGaussian());
            double answers = expected * speed * millis / 1000;
            long counted = Math.max(1, Math.round(answers + Math.sqrt(answers) * random.nextGaussian()));
            finished.add(step(callers, start, millis, 1000.0 * counted / millis));
            if (queueing(finished).isPresent()) {
                return callers;
            }
            long apart = 2000 + millis;
            start += apart;
            double kept = Math.exp(-apart / 30_000.0);
            drift = kept * drift + Math.sqrt(1 - kept * kept) * 0.03 * random.nextGaussian();
        }
        return 0;
    }

    private static List<StepStatistics> ramp(DoubleUnaryOperator goodput, int from, int to) {
        List<StepStatistics> steps = new ArrayList<>();
        for (int callers = from; callers <= to; callers *= 2) {
            steps.add(step(callers, 10_000L * steps.size(), 8000, goodput.applyAsDouble(callers)));
        }
        return steps;
    }

    private static StepStatistics step(int callers, long start, long millis, double perSecond) {
        return measured(new Step(1, 1, Purpose.UP, new Callers(callers)), start, millis, perSecond)
                .statistics();
    }

    private static MeasuredStep measured(Step step, long start, long millis, double perSecond) {
        int callers = step.load().closedLoopCallers().orElse(16);
        return MeasuredStep.of(step)
                .window(start, millis)
                .goodput(perSecond)
                .with(Outcome.OK, Math.max(1, Math.round(perSecond * millis / 1000)))
                .latency(Math.round(1000 * callers / perSecond));
    }

    private static int callers(StepStatistics step) {
        return step.step().load().closedLoopCallers().orElseThrow();
    }

    private static Optional<Queueing> queueing(List<StepStatistics> steps) {
        return Queueing.in(steps, SampleSearch.RULE);
    }
}
