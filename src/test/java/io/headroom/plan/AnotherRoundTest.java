package io.headroom.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.SampleSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class AnotherRoundTest {

    private final SingleClientPlan plan = SamplePlan.singleClient(SampleSearch.DEFAULT);
    private final List<StepStatistics> finished = new ArrayList<>();

    @Test
    void roundsThatAgreeNeedNoExplanation() {
        assertThat(reasons(run -> 240)).isEmpty();
    }

    /** ln 1.04 = 0.039 in one of three rounds: s = 0.0226, so that the half-width is far more than 5 %. */
    @Test
    void widthOfTheIntervalIsTheReason() {
        List<String> reasons = reasons(run -> run.step().round() == 2 ? 249.6 : 240);

        assertThat(reasons).isNotEmpty();
        assertThat(reasons.get(0)).matches("another round: the interval is ±[0-9.]+ %, wanted ±5\\.0 %");
        assertThat(reasons).doesNotHaveDuplicates();
    }

    /** The rounds agree, and the hold serves a quarter less, as do the rounds after it. */
    @Test
    void holdThatDiffersIsTheReason() {
        boolean[] held = {false};
        List<String> reasons = reasons(run -> {
            held[0] |= run.step().purpose() == Purpose.HOLD;
            return held[0] ? 180 : 240;
        });

        assertThat(reasons).isNotEmpty();
        assertThat(reasons.get(0)).isEqualTo("another round: the capacity moved, and is measured again");
        CallersConclusion conclusion = (CallersConclusion) plan.conclude(finished);
        assertThat(conclusion.shift()).isPresent();
        assertThat(conclusion.saturation().orElseThrow().goodputPerSecond()).isBetween(179.0, 181.0);
    }

    private List<String> reasons(ToDoubleFunction<NextStep.Run> capacity) {
        List<String> reasons = new ArrayList<>();
        while (finished.size() < 200 && plan.next(finished) instanceof NextStep.Run run) {
            plan.why(finished).ifPresent(reasons::add);
            finished.add(new ModelService(capacity.applyAsDouble(run), 36, 50).answer(run, finished));
        }
        return reasons;
    }
}
