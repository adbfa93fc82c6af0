package io.headroom.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Load;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.saturation.SampleSearch;
import io.headroom.saturation.SaturationRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Analyzes runs of a service of 100 req/s: 4 places × 40 ms and 4 in the queue, so that 8 callers are never refused.
 */
class ForeignRunTest {

    private static final SaturationRule RULE = SampleSearch.RULE;

    @Test
    void closedStaircaseHasItsLevelsAsSteps() {
        ForeignRun run = run(ScriptedLoad.closed(2, 4, 6, 8, 10, 12).timeline());

        assertEquals(Method.CLOSED_PLATEAUS, run.method(), run.description());
        assertEquals(
                List.of(2, 4, 6, 8, 10, 12),
                run.steps().stream().map(ForeignRunTest::callers).toList());
        ForeignPoint point =
                assertInstanceOf(ForeignResult.Saturated.class, run.result()).point();
        assertEquals(Optional.of(8), point.callers());
        assertEquals(100, point.goodputPerSecond(), 1);
        assertEquals(50, run.steps().get(0).goodputPerSecond(), 1, "two callers, 40 ms each");
        assertThat(point.evidence()).startsWith("clean at 8 callers; at 10 callers refused ");
    }

    @Test
    void staircaseThatStepsOverThePlateauHasTheGoodputBeyond() {
        ForeignRun run = run(ScriptedLoad.closed(2, 20, 38).timeline());

        ForeignPoint point =
                assertInstanceOf(ForeignResult.Saturated.class, run.result()).point();
        assertEquals(Optional.of(2), point.callers());
        assertEquals(100, point.goodputPerSecond(), 1, "not the 50 req/s of two callers");
    }

    @Test
    void openStaircaseOfPoissonUsersHasThePlateauAsCapacity() {
        double[] levels = {40, 80, 120, 160, 200};
        ForeignRun run =
                run(poisson(seconds -> levels[(int) (seconds / 20)], 100).timeline());

        assertEquals(Method.OPEN_PLATEAUS, run.method(), run.description());
        assertEquals(levels.length, run.steps().size());
        for (int i = 0; i < levels.length; i++) {
            assertEquals(levels[i], run.steps().get(i).statistics().sentPerSecond(), 0.1 * levels[i]);
        }
        assertThat(run.steps().get(0).statistics().step().load().description()).endsWith("poisson");
        ForeignPoint point =
                assertInstanceOf(ForeignResult.Saturated.class, run.result()).point();
        assertEquals(100, point.goodputPerSecond(), 5);
        assertEquals(Optional.empty(), point.callers());
    }

    @Test
    void rampIsCutIntoEqualWindowsAndStillShowsTheCapacity() {
        ForeignRun run = run(poisson(seconds -> 10 + 190 * seconds / 60, 60).timeline());

        assertEquals(Method.EQUAL_WINDOWS, run.method(), run.description());
        assertEquals(20, run.steps().size());
        ForeignPoint point =
                assertInstanceOf(ForeignResult.Saturated.class, run.result()).point();
        assertEquals(100, point.goodputPerSecond(), 5);
    }

    @Test
    void overloadThatNeverComesIsNotSaturated() {
        ForeignRun run = run(new ScriptedLoad().arrivals(even(20, 40, 60)).timeline());

        assertEquals(Method.OPEN_PLATEAUS, run.method(), run.description());
        assertEquals(3, run.steps().size());
        ForeignResult.NotSaturated taken = assertInstanceOf(ForeignResult.NotSaturated.class, run.result());
        assertEquals(60, taken.top().goodputPerSecond(), 1);
        assertEquals("nothing was refused, and goodput kept up with what was offered", taken.reason());
        assertThat(run.steps().get(0).statistics().step().load().description()).endsWith("constant");
    }

    @Test
    void closedLoadThatQueuesSaysSo() {
        ForeignRun run = run(ScriptedLoad.closed(2, 4, 6, 8).timeline());

        ForeignResult.NotSaturated taken = assertInstanceOf(ForeignResult.NotSaturated.class, run.result());
        assertEquals(100, taken.top().goodputPerSecond(), 1);
        assertThat(taken.reason()).contains("stopped growing since 4 callers");
    }

    @ParameterizedTest
    @CsvSource({"1, 40, 1", "7, 40, 1", "7, 100, 9", "20, 100, 1"})
    void usersWhoAreReplacedAreAsManyAsBefore(int users, int latencyMillis, int latestMillis) {
        Random random = new Random(5);
        ScriptedLoad load = new ScriptedLoad();
        for (int user = 0; user < users; user++) {
            int at = user * latencyMillis / users;
            while (at < 20_000) {
                int end = at + latencyMillis - 3 + random.nextInt(7);
                load.user(true, at).request("call", at, end, true).user(false, end);
                at = end + 1 + random.nextInt(latestMillis);
            }
        }

        ForeignRun run = run(load.timeline());

        assertEquals(Method.CLOSED_PLATEAUS, run.method(), run.description());
        assertEquals(
                List.of(users),
                run.steps().stream().map(ForeignRunTest::callers).toList(),
                run.description());
    }

    @Test
    void requestThatAlwaysFailsIsNoSaturation() {
        ScriptedLoad load = ScriptedLoad.closed(1, 2, 4);
        IntStream.range(0, 750).forEach(i -> load.request("broken", 20 * i, 20 * i + 5, false));

        ForeignResult.Undecided reason = assertInstanceOf(
                ForeignResult.Undecided.class, run(load.timeline()).result());
        assertThat(reason.reason())
                .matches(
                        ".* % of the requests fail at 1 caller and .* % at 4 callers: failures that do not grow with the load"
                                + " are no saturation");
    }

    @Test
    void leastLevelThatIsTooMuchHasThePlateauAsCapacity() {
        ForeignPoint point = assertInstanceOf(
                        ForeignResult.Saturated.class,
                        run(ScriptedLoad.closed(12, 20, 28).timeline()).result())
                .point();

        assertEquals(100, point.goodputPerSecond(), 1);
        assertEquals(Optional.empty(), point.taken());
    }

    @Test
    void failuresOfEveryStepAreCountedByStatus() {
        List<OutcomeCounts> steps = run(ScriptedLoad.closed(8, 10, 12).timeline()).steps().stream()
                .map(step -> step.statistics().counts())
                .toList();

        assertThat(steps).extracting(OutcomeCounts::byStatus).first().isEqualTo(Map.of());
        assertThat(steps)
                .element(2)
                .extracting(counts -> counts.ofStatus(503))
                .isEqualTo(steps.get(2).of(Outcome.REFUSED));
        assertThat(steps.get(2).ofStatus(503))
                .as("twice the refusals of 10 callers")
                .isCloseTo(2 * steps.get(1).ofStatus(503), within(5L));
    }

    @Test
    void singlePlateauIsOneStep() {
        ForeignRun run = run(ScriptedLoad.closed(3).timeline());

        assertEquals(Method.CLOSED_PLATEAUS, run.method(), run.description());
        assertEquals(
                List.of(3), run.steps().stream().map(ForeignRunTest::callers).toList());
        assertInstanceOf(ForeignResult.NotSaturated.class, run.result());
    }

    @Test
    void oneRequestOfSeveralCanBePicked() {
        ScriptedLoad load = ScriptedLoad.closed(2);
        IntStream.range(0, 250).forEach(i -> load.request("other", 20 * i, 20 * i + 7, true));

        long all = total(run(load.timeline()));
        long calls = total(run(load.timeline(Optional.of("call"))));
        ForeignRun none = run(load.timeline(Optional.of("nothing")));

        assertTrue(calls < all, calls + " of " + all);
        assertTrue(total(run(load.timeline(Optional.of("other")))) > 0);
        ForeignResult.Undecided reason = assertInstanceOf(ForeignResult.Undecided.class, none.result());
        assertThat(reason.reason()).startsWith("no request is named 'nothing'; the log has ");
        assertThat(reason.reason()).contains("call");
        assertThat(reason.reason()).contains("other");
    }

    @Test
    void emptyRunIsUndecided() {
        ForeignRun run = run(new ScriptedLoad().timeline());

        assertEquals("the log holds no request", run.result().reason());
        assertThat(run.steps()).isEmpty();
    }

    @Test
    void longRunKeepsItsBucketsBoundedAndItsRequests() {
        LoadTimeline timeline = new LoadTimeline(Optional.empty(), 0);
        for (int second = 0; second < 10_000; second++) {
            timeline.request(List.of(), "call", 1000 * second, 1000 * second + 40, true, "");
        }

        assertTrue(timeline.size() <= LoadTimeline.MOST_BUCKETS);
        assertEquals(10_000, timeline.sum(0, timeline.size()).sent(Outcome.OK));
        assertEquals(10_000, timeline.sum(0, timeline.size()).latency().getTotalCount());
        assertEquals(3200, timeline.bucketMillis(), "100 ms, doubled until 10,000 s fit into 4,096");
    }

    private static ForeignRun run(LoadTimeline timeline) {
        return ForeignRun.of(timeline, RULE);
    }

    /** Returns even arrivals, 5 s at each rate. */
    private static int[] even(int... rates) {
        return IntStream.range(0, rates.length)
                .flatMap(level -> IntStream.range(0, 5 * rates[level]).map(i -> 5000 * level + 1000 * i / rates[level]))
                .toArray();
    }

    private static ScriptedLoad poisson(DoubleUnaryOperator rate, int seconds) {
        return new ScriptedLoad().arrivals(Arrivals.poisson(rate, 200, seconds, 20261124));
    }

    private static int callers(ForeignStep step) {
        return ((Load.Callers) step.statistics().step().load()).callers();
    }

    private static long total(ForeignRun run) {
        return run.steps().stream()
                .mapToLong(step -> step.statistics().counts().total())
                .sum();
    }
}
