package io.headroom.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.headroom.load.Load;
import io.headroom.saturation.SaturationRule;
import io.headroom.simlog.SimulationLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Finds the same steps in the logs that five releases of Gatling wrote for one closed staircase. Its users send {@code
 * ok} (answered 200) and {@code fails} (answered 503), so that half of all requests are refused at every level.
 */
class StaircaseStepsTest {

    private static final Path LOGS = Path.of("src", "test", "resources", "logs");
    private static final SaturationRule RULE = new SaturationRule(5, 0.01, Duration.ofMillis(100));
    private static final List<Integer> LEVELS = List.of(1, 3, 5, 7);

    @ParameterizedTest
    @ValueSource(strings = {"3.11.5", "3.12.0", "3.13.5", "3.14.9", "3.15.1"})
    void levelsAreTheStepsOfEveryRelease(String version) throws Exception {
        ForeignRun run = run(version, Optional.of("ok"));

        assertEquals(Method.CLOSED_PLATEAUS, run.method(), run.description());
        assertEquals(LEVELS, callers(run), run.description());
        assertInstanceOf(ForeignResult.NotSaturated.class, run.result());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.11.5", "3.12.0", "3.13.5", "3.14.9", "3.15.1"})
    void requestThatAlwaysFailsIsNoSaturation(String version) throws Exception {
        ForeignRun run = run(version, Optional.empty());

        assertEquals(Method.CLOSED_PLATEAUS, run.method(), run.description());
        assertEquals(LEVELS, callers(run), run.description());
        assertInstanceOf(ForeignResult.Undecided.class, run.result());
        assertEquals(
                "some requests are refused even under the least load, 1 caller, and goodput still grows with the load",
                run.result().reason());
    }

    private static List<Integer> callers(ForeignRun run) {
        return run.steps().stream()
                .map(step -> ((Load.Callers) step.step().load()).callers())
                .toList();
    }

    private static ForeignRun run(String version, Optional<String> request) throws Exception {
        Path log = LOGS.resolve("staircase-" + version + ".log");
        LoadTimeline timeline = new LoadTimeline(
                request, SimulationLog.header(log).orElseThrow().startEpochMillis());
        var unused = SimulationLog.read(log, timeline);
        return ForeignRun.of(timeline, RULE);
    }
}
