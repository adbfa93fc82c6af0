package io.headroom.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.headroom.saturation.SampleSearch;
import io.headroom.saturation.SaturationRule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Analyzes open loads on services of known capacity. */
class OpenLoadTest {

    private static final SaturationRule RULE = SampleSearch.RULE;
    private static final int SEEDS = 20;

    @ParameterizedTest
    @CsvSource({"300, 60", "500, 30", "500, 60", "1000, 60", "1000, 120", "2000, 30", "2000, 60"})
    void healthyServiceIsNotSaturatedHoweverLateItAnswersARamp(int latencyMillis, int seconds) {
        DoubleUnaryOperator rising = now -> 0.5 + 60 * now / seconds;

        assertTaken(new ScriptedLoad().healthy(Arrivals.even(rising, seconds), () -> latencyMillis), "even");
        for (int seed = 0; seed < SEEDS; seed++) {
            int[] poisson = Arrivals.poisson(rising, 61, seconds, seed);
            assertTaken(new ScriptedLoad().healthy(poisson, () -> latencyMillis), "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 500, 1000, 2000})
    void healthyServiceIsNotSaturatedHoweverLateItAnswersAStaircase(int latencyMillis) {
        double[] levels = {10, 20, 30, 40};
        for (int seed = 0; seed < SEEDS; seed++) {
            int[] poisson = Arrivals.poisson(now -> levels[(int) now / 10], 40, 40, seed);
            Random random = new Random(seed);

            assertTaken(new ScriptedLoad().healthy(poisson, () -> latencyMillis), "seed " + seed);
            assertTaken(
                    new ScriptedLoad().healthy(poisson, () -> latencyMillis / 2 + random.nextInt(latencyMillis)),
                    "uneven latency, seed " + seed);
        }
    }

    @Test
    void serviceThatQueuesWithoutRefusingHasItsCapacity() {
        double[] levels = {40, 70, 100, 130, 160};
        for (int seed = 0; seed < SEEDS; seed++) {
            int[] poisson = Arrivals.poisson(now -> levels[(int) now / 20], 160, 100, seed);
            ForeignRun run = run(new ScriptedLoad().queued(poisson));

            ForeignPoint point = assertInstanceOf(
                            ForeignResult.Saturated.class,
                            run.result(),
                            run.result().reason())
                    .point();
            assertEquals(100, point.goodputPerSecond(), 5, point.evidence());
            assertThat(point.evidence()).contains("nothing was refused, but answers fell behind");
        }
    }

    @Test
    void refusalsWhileTheLoadFallsAreNoEvidence() {
        int[] falling = Arrivals.even(now -> 1 + 8000 * (1 - now / 60), 60);
        ScriptedLoad load = new ScriptedLoad();
        for (int i = 0; i < falling.length; i++) {
            boolean refused = falling[i] > 57_200 && i % 70 == 0;
            int end = falling[i] + (refused ? 1 : 140);
            load.user(true, falling[i])
                    .request("call", falling[i], end, !refused)
                    .user(false, end);
        }

        ForeignRun run = run(load);

        assertInstanceOf(ForeignResult.NotSaturated.class, run.result());
        assertThat(run.result().reason()).isEqualTo("goodput kept up with what was offered");
        assertThat(run.remarks().toString())
                .contains(" requests failed: \"status.find.is(200), but actually found 503\"");
    }

    /** Three in ten of the first 20 requests per second are refused; 80 per second are served without a failure afterwards. */
    @Test
    void refusalsAtLessLoadThanWasServedAreNoSaturation() {
        OtherLog.Service healthy = OtherLog.places(100, 50, 0);
        OtherLog.Service early = OtherLog.failing(healthy, 0.3, OtherLog.REFUSED, new Random(5));
        OtherLog log = new OtherLog()
                .open(
                        Arrivals.even(second -> second < 10 ? 20 : second < 20 ? 40 : 80, 30),
                        OtherLog.during(0, 10_000, early, healthy));

        ForeignRun run = ForeignRun.of(log.timeline(), RULE);

        ForeignResult.NotSaturated result = assertInstanceOf(
                ForeignResult.NotSaturated.class, run.result(), run.result().reason());
        assertEquals(80, result.top().goodputPerSecond(), 2);
        assertThat(result.reason()).contains("but not because of the load: 80.");
    }

    /** A burst of 80 requests per second is refused in part; 100 are served when more is offered, which is too much. */
    @Test
    void loadBelowTheCapacityThatRefusedABurstIsNotTheOneThatWasTooMuch() {
        OtherLog.Service full = OtherLog.places(5, 50, 100);
        OtherLog.Service bursts = OtherLog.failing(full, 0.03, OtherLog.REFUSED, new Random(5));
        OtherLog log = new OtherLog()
                .open(
                        Arrivals.even(second -> second < 20 ? 80 : second < 40 ? 160 : 240, 60),
                        OtherLog.during(0, 20_000, bursts, full));

        ForeignRun run = ForeignRun.of(log.timeline(), RULE);

        ForeignPoint point = assertInstanceOf(
                        ForeignResult.Saturated.class,
                        run.result(),
                        run.result().reason())
                .point();
        assertEquals(100, point.goodputPerSecond(), 3);
        assertEquals(160, point.beyond().sentPerSecond(), 3);
    }

    @Test
    void logWithoutUsersIsOfAnOpenLoad() {
        LoadTimeline timeline = new LoadTimeline(Optional.empty(), 0);
        for (int at : Arrivals.even(now -> 20 + 20 * Math.floor(now / 5), 15)) {
            timeline.request(List.of(), "call", at, at + 40, true, "");
        }

        ForeignRun run = ForeignRun.of(timeline, RULE);

        assertEquals(Method.OPEN_PLATEAUS, run.method(), run.description());
        assertThat(run.description()).contains("(the log has no records of users, only of their requests)");
        assertEquals(3, run.steps().size());
    }

    @ParameterizedTest
    @CsvSource({
        "100, 5, 0",
        "50, 12, 3",
        "50, 35, 3",
        "40, 240, 0",
        "100, 40, 4",
        "200, 40, 4",
        "500, 40, 4",
        "1000, 3, 2"
    })
    void usersWhoComeByTheClockReplaceNobody(int perSecond, int latencyMillis, int spreadMillis) {
        Random random = new Random(7);
        ScriptedLoad load = new ScriptedLoad()
                .healthy(
                        Arrivals.even(now -> perSecond, 20),
                        () -> latencyMillis - spreadMillis + random.nextInt(2 * spreadMillis + 1));

        ForeignRun run = run(load);

        assertNotEquals(Method.CLOSED_PLATEAUS, run.method(), run.description());
        assertTaken(load, Arrays.toString(new int[] {perSecond, latencyMillis}));
    }

    private static void assertTaken(ScriptedLoad load, String which) {
        ForeignResult result = run(load).result();
        assertInstanceOf(ForeignResult.NotSaturated.class, result, which + ": " + result.reason());
    }

    private static ForeignRun run(ScriptedLoad load) {
        return ForeignRun.of(load.timeline(), RULE);
    }
}
