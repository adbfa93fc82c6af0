package io.headroom.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.headroom.saturation.SampleSearch;
import io.headroom.saturation.SaturationRule;
import io.headroom.simlog.SimulationLog;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Simulations that keep all their users and let a changing number of them send, and name a group by that number. */
class NamedGroupsTest {

    private static final SaturationRule RULE = SampleSearch.RULE;
    private static final Path REAL = Path.of("src", "test", "resources", "logs", "adaptive-3.14.9.log");

    /** 64 users, 2 to 22 of them at a time, against 12 places × 50 ms and 8 in the queue: 240 req/s, and 20 callers. */
    @Test
    void groupsThatNameTheirCallersAreTheSteps() throws Exception {
        LoadTimeline timeline = new LoadTimeline(
                Optional.empty(), SimulationLog.header(REAL).orElseThrow().startEpochMillis());
        var unused = SimulationLog.read(REAL, timeline);

        ForeignRun run = ForeignRun.of(timeline, RULE);

        assertThat(run.method()).isEqualTo(Method.NAMED_GROUPS);
        assertThat(run.steps())
                .extracting(ForeignStep::load)
                .containsExactly(2., 6., 10., 14., 18., 22., 21., 20., 19.);
        ForeignPoint point =
                assertInstanceOf(ForeignResult.Saturated.class, run.result()).point();
        assertThat(point.goodputPerSecond()).isCloseTo(240, within(12.0));
        assertThat(point.callers()).contains(20);
    }

    /** Numbers in the names of pages are no loads: what is in flight does not go with them. */
    @Test
    void groupsWhoseNumbersAreNoCallersAreIgnored() {
        OtherLog log = new OtherLog();
        for (int user = 0; user < 8; user++) {
            log.user(true, 0).user(false, 60_000);
            for (int i = 0; i < 600; i++) {
                int at = 100 * i + user;
                log.request("page " + (1 + at / 20_000), "get", at, at + 98, "");
            }
        }

        ForeignRun run = ForeignRun.of(log.timeline(), RULE);

        assertThat(run.method()).isEqualTo(Method.CLOSED_PLATEAUS);
        assertThat(run.steps()).extracting(ForeignStep::load).containsExactly(8.0);
    }
}
