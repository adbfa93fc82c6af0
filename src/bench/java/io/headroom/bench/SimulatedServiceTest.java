package io.headroom.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.headroom.bench.ModelService.Router;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.Timing;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedServiceTest {

    /**
     * Pods that are chosen by chance, with exponential times: X = C·N ÷ (N + M − 1), e.g. 30 × 6 ÷ 8 = 22.5 req/s for 3 pods of 10
     * req/s each and 6 callers. 100,000 answers are right to about 0.5 %.
     */
    @ParameterizedTest
    @CsvSource({"3, 6, 22.5", "3, 2, 15", "12, 4, 32", "12, 99, 108"})
    void podsThatAreChosenByChanceServeWhatTheFormulaSays(int pods, int callers, double perSecond) {
        ModelService model = new ModelService("", pods, 1, 0.1, 1, ModelService.ENDLESS, Router.RANDOM, 0, false)
                .withExponentialTimes();

        assertThat(run(model, callers, 100_000 / perSecond).goodputPerSecond())
                .isCloseTo(perSecond, withinPercentage(1.5));
    }

    /** One server of 10 ms and 2,000 callers: each waits for 20 s, and none is refused. */
    @Test
    void endlessQueueRefusesNobody() {
        ModelService model = new ModelService("", 1, 1, 0.01, 0, ModelService.ENDLESS, Router.SHORTEST_QUEUE, 0, false);
        StepStatistics step = run(model, 2000, 100);

        assertThat(step.counts().of(Outcome.OK)).isEqualTo(step.counts().total());
        assertThat(step.goodputPerSecond()).isCloseTo(100, withinPercentage(1.0));
        assertThat(step.latency().mean()).isCloseTo(20_000, withinPercentage(1.0));
    }

    /**
     * One server of 10 ms serves 100 of 200 req/s. With at most 20 in flight each of them takes 200 ms, and half of what is due is not
     * sent. The window begins when 20 are in flight, not after the longest filling.
     */
    @Test
    void noMoreAreInFlightThanMayBe() {
        ModelService model = new ModelService("", 1, 1, 0.01, 0, ModelService.ENDLESS, Router.SHORTEST_QUEUE, 0, false);
        SimulatedService service = new SimulatedService(model, 1);
        StepStatistics step = service.run(
                new Step(1, 1, Purpose.PLATEAU, new Arrivals(200, Spacing.CONSTANT)),
                new Timing(10, Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(10)),
                20,
                counts -> false);

        assertThat(step.goodputPerSecond()).isCloseTo(100, withinPercentage(1.0));
        assertThat(step.latency().mean()).isCloseTo(200, withinPercentage(1.0));
        assertThat(step.counts().total()).isCloseTo(1000, withinPercentage(1.0));
        assertThat(step.injector().orElseThrow().due()).isCloseTo(2000, withinPercentage(1.0));
        assertThat(service.seconds()).isBetween(11.0, 12.0);
    }

    private static StepStatistics run(ModelService model, int callers, double seconds) {
        return new SimulatedService(model, 5001)
                .run(
                        new Step(1, 1, Purpose.UP, new Callers(callers)),
                        new Timing(
                                0, Duration.ZERO, Duration.ofSeconds(60), Duration.ofMillis((long) (1000 * seconds))));
    }
}
