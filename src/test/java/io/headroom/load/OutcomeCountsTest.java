package io.headroom.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeCountsTest {

    @Test
    void outcomeWithoutACountHasNoRequests() {
        OutcomeCounts counts = new OutcomeCounts(Map.of(Outcome.OK, 3L));

        assertThat(counts.of(Outcome.REFUSED)).isZero();
        assertThat(counts.total()).isEqualTo(3);
        assertThat(counts.share(Outcome.OK)).isEqualTo(1);
    }

    @Test
    void missingCountIsRefused() {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        counts.put(Outcome.OK, null);

        assertThatThrownBy(() -> new OutcomeCounts(counts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OK = null is no number of requests; expected 0 or more");
    }

    @Test
    void negativeCountIsRefused() {
        assertThatThrownBy(() -> new OutcomeCounts(Map.of(Outcome.REFUSED, -1L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("REFUSED = -1 is no number of requests; expected 0 or more");
    }
}
