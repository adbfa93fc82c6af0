package io.headroom.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.load.Load.Callers;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.GoodputGrowth;
import io.headroom.saturation.IdleLatency;
import io.headroom.saturation.Queueing;
import io.headroom.saturation.Queueing.Trend;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.SampleSearch;
import io.headroom.saturation.Saturation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 12 pods of 50 ms serve 240 req/s: the knee is 240 × 0.05 = 12 callers, and each beyond it waits 1000 ÷ 240 = 4.2 ms longer. */
class QueueEvidenceTest {

    private static final StepStatistics FULL = step(24, 240);
    private static final StepStatistics OVERLOAD = step(48, 240);

    @Test
    void saysWhereWaitingBeginsAndWhatEachCallerAdds() {
        assertThat(words(240, OVERLOAD, Optional.of(queueing(4))))
                .isEqualTo(
                        "it never refuses (up to 48 callers): it queues. It serves 240.0 req/s; beyond 12 callers each further"
                                + " caller only adds 4.2 ms of waiting");
    }

    @Test
    void kneeIsAtMostThatOfTheLeastLoad() {
        assertThat(words(240, OVERLOAD, Optional.of(queueing(12)))).contains("beyond 12 callers (or fewer) each");
    }

    @Test
    void fastServiceAddsMicroseconds() {
        StepStatistics fast = step(24, 24_000);
        assertThat(words(
                        24_000,
                        fast,
                        Optional.of(new Queueing(
                                List.of(fast), Trend.FLAT, new GoodputGrowth(0, 0.01), new IdleLatency(0.01, 1)))))
                .endsWith("beyond 1 caller each further caller only adds 0.042 ms of waiting");
    }

    @Test
    void withoutAProofItOnlySaysWhatItServes() {
        assertThat(words(240, OVERLOAD, Optional.empty()))
                .isEqualTo("it never refuses: it queues. It serves 240.0 req/s");
    }

    @Test
    void roundThatWasRefusedIsNotHidden() {
        RoundResult queue = new RoundResult.Boundary(FULL, Optional.empty(), Optional.of(OVERLOAD));
        RoundResult refused = new RoundResult.Boundary(FULL, OVERLOAD, Optional.of(OVERLOAD));
        Saturation point = point(FULL, OVERLOAD);

        assertThat(Evidence.of(point, List.of(queue, refused, queue), Optional.empty(), Optional.empty()))
                .startsWith("it refused in 1 of 3 rounds only: it queues. ");
    }

    @Test
    void strayRefusalsAreNotCalledNone() {
        StepStatistics stray = MeasuredStep.of(new Step(4, 1, Purpose.PLATEAU, new Callers(48)))
                .with(Outcome.OK, 1920)
                .with(Outcome.REFUSED, 1)
                .window(0, 8000)
                .goodput(240)
                .statistics();
        RoundResult round = new RoundResult.Boundary(FULL, Optional.empty(), Optional.of(stray));

        assertThat(Evidence.of(point(FULL, stray), List.of(round), Optional.empty(), Optional.empty()))
                .startsWith("it refuses next to nothing: it queues. ");
    }

    /** Two rounds in which twice as many callers were served 10 % more. */
    @Test
    void growthIsNotCalledRefusals() {
        Saturation point = point(FULL, step(48, 264));

        assertThat(Evidence.ofGrowth(point))
                .startsWith(
                        "it never refuses, and goodput still grows: with twice as many callers it served 10.0 % more");
    }

    @Test
    void roundSaysThatNothingWasRefused() {
        assertThat(Evidence.of(point(FULL, OVERLOAD).median()))
                .isEqualTo("nothing refused; 48 callers were served 240.0 req/s");
    }

    private static String words(double perSecond, StepStatistics overload, Optional<Queueing> queueing) {
        Saturation point = point(step(24, perSecond), overload);
        return Evidence.of(point, List.of(), Optional.empty(), queueing);
    }

    private static Saturation point(StepStatistics full, StepStatistics overload) {
        RoundResult round = new RoundResult.Boundary(full, Optional.empty(), Optional.of(overload));
        return Saturation.of(List.of(round, round, round), SampleSearch.DEFAULT.settings())
                .orElseThrow();
    }

    private static Queueing queueing(int fewestCallers) {
        return new Queueing(
                List.of(FULL, OVERLOAD), Trend.FLAT, new GoodputGrowth(0, 0.01), new IdleLatency(50, fewestCallers));
    }

    private static StepStatistics step(int callers, double perSecond) {
        return MeasuredStep.of(new Step(3, 1, Purpose.BOUNDARY, new Callers(callers)))
                .with(Outcome.OK, Math.round(8 * perSecond))
                .window(0, 8000)
                .goodput(perSecond)
                .latency(Math.round(1000 * callers / perSecond))
                .statistics();
    }
}
