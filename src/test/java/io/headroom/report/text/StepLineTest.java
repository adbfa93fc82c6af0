package io.headroom.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.load.Load;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.Step;
import io.headroom.plan.NextStep;
import io.headroom.plan.TimeLeft;
import io.headroom.saturation.StepVerdict;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StepLineTest {

    /** Java compiles in the first seconds: that the injector is the limit then means nothing. */
    @ParameterizedTest
    @CsvSource({"1, 0.95, 0.2", "3, 0.95, 0.2", "1, 0.5, 90"})
    void injectorThatWarmsUpFrightensNobody(int number, double cpuShare, double lagMillis) {
        assertThat(line(step(number, Purpose.WARM_UP).injector(cpuShare, lagMillis, 0)))
                .endsWith("  still warming up the injector itself (Java compiles); does not count");
    }

    @Test
    void drainIsToldFromOneSecondOn() {
        assertThat(StepLine.drained(Duration.ofMillis(999))).isEmpty();
        assertThat(StepLine.drained(Duration.ofMillis(3240))).isEqualTo(" (drained in 3.2 s)");
    }

    @Test
    void injectorThatIsTheLimitForLongOrOfALoadIsToldSo() {
        assertThat(line(step(4, Purpose.WARM_UP).injector(0.95, 0.2, 0))).endsWith("  injector bound");
        assertThat(line(step(1, Purpose.UP).injector(0.95, 0.2, 0))).endsWith("  injector bound");
    }

    @Test
    void injectorWithoutFilesDoesNotWarmUp() {
        assertThat(line(step(1, Purpose.WARM_UP)
                        .with(Outcome.INJECTOR_ERROR, 20)
                        .injector(0.95, 0.2, 0)))
                .endsWith("  injector bound");
    }

    @Test
    void verdictEndsTheLine() {
        assertThat(StepLine.of(step(1, Purpose.WARM_UP).statistics(), StepVerdict.CLEAN))
                .endsWith("  clean");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FINE_TUNING")
    void legendOfASearchExplainsEveryPurpose(Purpose purpose) {
        assertThat(String.join(" ", StepLine.legend(Purpose.WARM_UP))).contains(purpose.word());
    }

    @Test
    void fineTuningNeedsNoWordsOfASearch() {
        assertThat(StepLine.legend(Purpose.FINE_TUNING)).hasSize(1);
    }

    @Test
    void timeLeftDoesNotGrowWithoutAWord() {
        Optional<TimeLeft> before = Optional.of(new TimeLeft(Duration.ofSeconds(50), Duration.ofSeconds(100)));
        NextStep.Run run = new NextStep.Run(
                new Step(2, 0, Purpose.WARM_UP, new Load.Callers(4)), Duration.ofSeconds(1), Duration.ofSeconds(1));

        assertThat(StepLine.next(run, TimeLeftText.of(Optional.empty(), before)))
                .isEqualTo("   next: 02 warm-up: 4 callers; about 50 s left, at most 1 min 40 s, if rounds agree");
        assertThat(StepLine.next(run, TimeLeftText.of(before, before))).endsWith(", if rounds agree");
        assertThat(StepLine.next(
                        run,
                        TimeLeftText.of(
                                before, Optional.of(new TimeLeft(Duration.ofSeconds(50), Duration.ofSeconds(101))))))
                .contains("(more than before: ");
        assertThat(StepLine.next(run, TimeLeftText.of(before, Optional.empty())))
                .endsWith("4 callers");
    }

    private static String line(MeasuredStep step) {
        return StepLine.of(step.statistics(), StepVerdict.INJECTOR_BOUND);
    }

    private static MeasuredStep step(int number, Purpose purpose) {
        return MeasuredStep.of(new Step(number, 0, purpose, new Load.Callers(4)))
                .with(Outcome.OK, 80)
                .latency(50)
                .window(0, 1000);
    }
}
