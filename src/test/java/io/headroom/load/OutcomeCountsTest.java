package io.headroom.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.List;
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
    void statusesAddUp() {
        OutcomeCounts one = new OutcomeCounts(
                Map.of(Outcome.OK, 5L, Outcome.NOT_READY, 3L), Map.of(Outcome.NOT_READY, Map.of(502, 2L)));
        OutcomeCounts other = new OutcomeCounts(
                Map.of(Outcome.NOT_READY, 4L, Outcome.REFUSED, 8L),
                Map.of(Outcome.NOT_READY, Map.of(502, 1L), Outcome.REFUSED, Map.of(429, 6L, 502, 2L)));

        OutcomeCounts sum = OutcomeCounts.sum(List.of(one, other));

        assertThat(sum)
                .isEqualTo(new OutcomeCounts(
                        Map.of(Outcome.OK, 5L, Outcome.NOT_READY, 7L, Outcome.REFUSED, 8L),
                        Map.of(Outcome.NOT_READY, Map.of(502, 3L), Outcome.REFUSED, Map.of(429, 6L, 502, 2L))));
        assertThat(sum.ofStatus(502)).isEqualTo(5);
        assertThat(sum.ofStatus(500)).isZero();
    }

    @Test
    void moreRequestsOfAStatusThanOfItsOutcomeAreRefused() {
        assertThatThrownBy(() -> new OutcomeCounts(
                        Map.of(Outcome.REFUSED, 5L), Map.of(Outcome.REFUSED, Map.of(429, 3L, 503, 3L))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("among 5 that are REFUSED");
        assertThatThrownBy(() -> new OutcomeCounts(Map.of(Outcome.OK, 5L), Map.of(Outcome.OK, Map.of(200, 3L))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("{200=3} cannot be the numbers of requests by HTTP status that are OK");
        Map<Outcome, Map<Integer, Long>> missing = new EnumMap<>(Outcome.class);
        missing.put(Outcome.REFUSED, null);
        assertThatThrownBy(() -> new OutcomeCounts(Map.of(Outcome.REFUSED, 5L), missing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("null cannot be the numbers of requests by HTTP status that are REFUSED");
        assertThatThrownBy(
                        () -> new OutcomeCounts(Map.of(Outcome.REFUSED, 5L), Map.of(Outcome.REFUSED, Map.of(503, -1L))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("HTTP 503 = -1 is no number of requests; expected 0 or more");
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
