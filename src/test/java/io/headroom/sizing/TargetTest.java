package io.headroom.sizing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.headroom.saturation.Saturation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {

    @Test
    void targetIsTheShareOfTheSaturationGoodput() {
        Saturation saturation = new Saturation(36, 240, 0, true, List.of());
        assertEquals(168, Target.of(saturation, 0.7).offeredPerSecond(), 1e-9);
        assertEquals(240, Target.of(saturation, 1).offeredPerSecond());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-0.7, 1", "1.01, 1", "NaN, 1", "0.7, -1", "0.7, NaN"})
    void illegalTargetIsRejected(double fraction, double offered) {
        assertThrows(IllegalArgumentException.class, () -> new Target(fraction, offered));
    }
}
