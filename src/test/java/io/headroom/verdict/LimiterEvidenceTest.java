package io.headroom.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.saturation.RateLimiter;
import io.headroom.saturation.RateLimiter.Certainty;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LimiterEvidenceTest {

    @Test
    void provenLimiterRefusesWhileTheServiceIsIdle() {
        assertThat(LimiterEvidence.of(limiter(Certainty.PROVEN, 0.04, new TreeMap<>(Map.of(429, 100L)))))
                .isEqualTo(
                        "it lets that rate pass whatever is offered, and refuses the rest (HTTP 429) while the service is idle, with"
                                + " 0.04 requests in it; have it raised, or measure the service behind it, to learn what the service can take");
    }

    @Test
    void possibleLimiterMayBeAFullServiceWithoutAQueue() {
        assertThat(LimiterEvidence.of(limiter(Certainty.POSSIBLE, 2.5, new TreeMap<>())))
                .startsWith(
                        "it lets that rate pass whatever is offered, and refuses the rest, and no request waits; a service without a"
                                + " queue that is full with 2.5 requests in it would look the same");
    }

    private static RateLimiter limiter(Certainty certainty, double inFlight, SortedMap<Integer, Long> statuses) {
        return new RateLimiter(certainty, 50, 0.5, inFlight, statuses, List.of());
    }
}
