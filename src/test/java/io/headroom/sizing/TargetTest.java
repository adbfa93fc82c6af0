package io.headroom.sizing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.Saturation;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {

    @Test
    void targetIsTheShareOfTheSaturationGoodput() {
        StepStatistics boundary =
                MeasuredStep.ofCallers(36).with(Outcome.OK, 600).goodput(240).statistics();
        Saturation saturation = new Saturation(
                new RoundResult.Boundary(boundary, boundary, Optional.empty()),
                240,
                Optional.empty(),
                0,
                true,
                true,
                0,
                false,
                3);
        assertEquals(168, Target.of(saturation, 0.7).offeredPerSecond(), 1e-9);
        assertEquals(240, Target.of(saturation, 1).offeredPerSecond());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-0.7, 1", "1.01, 1", "NaN, 1", "0.7, -1", "0.7, NaN"})
    void illegalTargetIsRejected(double fraction, double offered) {
        assertThrows(IllegalArgumentException.class, () -> new Target(fraction, offered));
    }
}
