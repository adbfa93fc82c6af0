package io.headroom.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.load.Limit;
import io.headroom.saturation.LimitSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits that settings ask for. */
class LimitsTest {

    private static List<LimitSettings> limits(Sources sources) throws Exception {
        return sources.load().plan().limits();
    }

    @Test
    void noneIsSetByDefault() throws Exception {
        assertThat(limits(new Sources())).isEmpty();
        assertThat(limits(new Sources().property("limit.percentile", "99"))).isEmpty();
    }

    @Test
    void latencyIsALimitAtItsPercentile() throws Exception {
        assertThat(limits(new Sources().property("limit.latency", "100 ms")))
                .containsExactly(new LimitSettings(Limit.ofLatency(100, 95), 0.055, 0.125, 230));
    }

    @Test
    void shareOfFailuresIsALimitOfItsOwn() throws Exception {
        assertThat(limits(new Sources().property("limit.failed-share", "0.01")))
                .extracting(LimitSettings::limit)
                .containsExactly(Limit.ofFailures(0.01));
    }

    /** Failures count as late requests: a share of them that is no smaller is implied. */
    @Test
    void shareOfFailuresBesideALatencyIsASecondLimitIfItIsSmaller() throws Exception {
        assertThat(limits(new Sources().property("limit.latency", "1 s").property("limit.failed-share", "0.01")))
                .extracting(LimitSettings::limit)
                .containsExactly(Limit.ofLatency(1000, 95), Limit.ofFailures(0.01));
        assertThat(limits(new Sources().property("limit.latency", "1 s").property("limit.failed-share", "0.06")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"95, 0.05", "99, 0.01", "99.9, 0.001", "99.7, 0.003"})
    void shareOfFailuresThatThePercentileAllowsAnywayIsNoSecondLimit(String percentile, String share) throws Exception {
        Sources sources = new Sources().property("limit.latency", "1 s").property("limit.percentile", percentile);

        assertThat(limits(sources.property("limit.failed-share", share))).hasSize(1);
    }

    @Test
    void precisionThatIsCoarserThanWhatIsToleratedIsTolerated() throws Exception {
        Sources coarse = new Sources().property("limit.latency", "1 s").property("limit.precision", "0.2");

        assertThat(limits(coarse.property("limit.duration", "1 m")))
                .containsExactly(new LimitSettings(Limit.ofLatency(1000, 95), 0.2, 0.2, 60));
    }

    /** A limit changes what is searched, not how the endpoint is treated. */
    @Test
    void limitForbidsNoComparison() {
        assertThat(Workload.decidesTheSearch("headroom.limit.latency")).isFalse();
        assertThat(Workload.decidesTheSearch("headroom.target.fraction")).isTrue();
    }
}
