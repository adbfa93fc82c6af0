package io.headroom.clients;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts that are stored must add up, since the sum is of all injectors. */
class StepProgressTest {

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE})
    void impossibleNumberOfRefusalsIsRefused(long refused) {
        assertThatThrownBy(() -> new StepProgress(refused, 0, new OutcomeCounts(Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("refused = " + refused + "; expected 0 to ");
    }

    @Test
    void countThatWouldOverflowTheSumIsRefused() {
        OutcomeCounts counts = new OutcomeCounts(Map.of(Outcome.OK, Long.MAX_VALUE));

        assertThatThrownBy(() -> new StepProgress(0, 0, counts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("OK = " + Long.MAX_VALUE + "; expected 0 to ");
    }
}
