package io.headroom.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.load.Load;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep;
import io.headroom.plan.TimeLeft;
import io.headroom.saturation.StepVerdict;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepLineTest {

    /** Java compiles in the first seconds: that the injector is the limit then means nothing. */
    @Test
    void injectorThatWarmsUpFrightensNobody() {
        assertThat(StepLine.of(step(Purpose.WARM_UP), StepVerdict.INJECTOR_BOUND))
                .endsWith("  still warming up the injector itself (Java compiles); does not count");
        assertThat(StepLine.of(step(Purpose.UP), StepVerdict.INJECTOR_BOUND)).endsWith("  injector bound");
        assertThat(StepLine.of(step(Purpose.WARM_UP), StepVerdict.CLEAN)).endsWith("  clean");
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

    private static StepStatistics step(Purpose purpose) {
        return MeasuredStep.of(new Step(1, 0, purpose, new Load.Callers(4)))
                .with(Outcome.OK, 80)
                .window(0, 1000)
                .statistics();
    }
}
