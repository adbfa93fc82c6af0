package io.headroom.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.Sustained;
import io.headroom.saturation.Sustained.Difference;
import org.junit.jupiter.api.Test;

class SustainedEvidenceTest {

    private static String evidence(double sustained, double underOverload, Difference difference) {
        return Evidence.of(new Sustained(
                new CapacityEstimate(sustained, 0.95 * sustained, 1.05 * sustained, 7, 1),
                new CapacityEstimate(underOverload, 0.95 * underOverload, 1.05 * underOverload, 6, 1.5),
                difference));
    }

    @Test
    void goodputThatFallsUnderOverloadIsAWarning() {
        assertThat(evidence(470, 350, Difference.GOODPUT_FALLS))
                .isEqualTo(
                        "at most 1 % refused up to there; WARNING: under overload goodput falls to 350.0 req/s, so keep"
                                + " well below");
    }

    @Test
    void fullPartOfTheServiceIsNamed() {
        assertThat(evidence(20, 65, Difference.PART_IS_FULL))
                .contains("such as one slow pod, is full")
                .contains("under overload the rest serves more, 65.0 req/s in all");
    }
}
