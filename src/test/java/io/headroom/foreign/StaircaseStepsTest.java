package io.headroom.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.headroom.saturation.SampleSearch;
import io.headroom.saturation.SaturationRule;
import io.headroom.simlog.SimulationLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Finds the same steps in the logs that five releases of Gatling wrote for one closed staircase. Its users send {@code
 * ok} (answered 200) and {@code fails} (answered 503), so that half of all requests are refused at every level. They pause for as long as
 * they wait, so that they are no callers.
 */
class StaircaseStepsTest {

    private static final Path LOGS = Path.of("src", "test", "resources", "logs");
    private static final SaturationRule RULE = SampleSearch.RULE;
    private static final List<Double> LEVELS = List.of(1.0, 3.0, 5.0, 7.0);

    @ParameterizedTest
    @ValueSource(strings = {"3.11.5", "3.12.0", "3.13.5", "3.14.9", "3.15.1"})
    void levelsAreTheStepsOfEveryRelease(String version) throws Exception {
        ForeignRun run = run(version, Optional.of("ok"));

        assertEquals(Method.CLOSED_PLATEAUS, run.method(), run.description());
        assertEquals(LEVELS, users(run), run.description());
        assertInstanceOf(ForeignResult.NotSaturated.class, run.result());
        assertThat(run.steps().get(3).offered()).matches("3\\d\\.\\d req/s of 7 users \\(3\\.\\d in flight\\)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.11.5", "3.12.0", "3.13.5", "3.14.9", "3.15.1"})
    void requestThatAlwaysFailsIsNoSaturation(String version) throws Exception {
        ForeignRun run = run(version, Optional.empty());

        assertEquals(Method.CLOSED_PLATEAUS, run.method(), run.description());
        assertEquals(LEVELS, users(run), run.description());
        assertInstanceOf(ForeignResult.Undecided.class, run.result());
        assertThat(run.result().reason()).endsWith(": failures that do not grow with the load are no saturation");
        assertThat(run.remarks().toString())
                .contains("all of them of 'fails' ")
                .contains("one of 2 names (--request 'fails' judges these alone");
    }

    private static List<Double> users(ForeignRun run) {
        return run.steps().stream().map(ForeignStep::load).toList();
    }

    private static ForeignRun run(String version, Optional<String> request) throws Exception {
        Path log = LOGS.resolve("staircase-" + version + ".log");
        LoadTimeline timeline = new LoadTimeline(
                request, SimulationLog.header(log).orElseThrow().startEpochMillis());
        var unused = SimulationLog.read(log, timeline);
        return ForeignRun.of(timeline, RULE);
    }
}
