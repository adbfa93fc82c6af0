package io.headroom.report;

import static io.headroom.runlog.ScriptedStep.clean;
import static io.headroom.runlog.ScriptedStep.refusing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.headroom.export.Export;
import io.headroom.export.ExportFormat;
import io.headroom.export.RunRecords;
import io.headroom.runlog.InjectorFiles;
import io.headroom.runlog.ReadingProgress;
import io.headroom.runlog.ScriptedRun;
import io.headroom.runlog.ScriptedStep;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports and exports say alike whether a log holds a whole run. */
class OneCompletenessTest {

    private static final ScriptedStep WARM_UP = clean("01 warm-up: 4 callers", 80);
    private static final ScriptedStep RAMP = refusing("02 round 1 up: 200.00 req/s poisson", 100, 100);
    private static final ScriptedStep PLATEAU = refusing("03 round 1 plateau: 200.00 req/s poisson", 100, 100);
    private static final ScriptedStep CALLERS = clean("02 round 1 up: 4 callers", 80);

    @TempDir
    private Path folder;

    static Stream<Arguments> impossible() {
        return Stream.of(
                run("ArrivalsSimulation", "a search with arrivals has no warm-up", RAMP, PLATEAU),
                run("MultiClientSimulation", "a search with arrivals has no warm-up", RAMP, PLATEAU),
                run("ArrivalsSimulation", "no step of the ramp comes before 03 round 1 plateau", WARM_UP, PLATEAU),
                run("MultiClientSimulation", "no step of the ramp comes before 03 round 1 plateau", WARM_UP, PLATEAU),
                run("ArrivalsSimulation", "step 02 round 1 up: 4 callers is none of", WARM_UP, CALLERS),
                run("SingleClientSimulation", "step 02 round 1 up: 200.00 req/s poisson is none of", WARM_UP, RAMP),
                run("MultiClientSimulation", "step 03 round 1 plateau: 200.00 req/s", WARM_UP, CALLERS, PLATEAU));
    }

    private static Arguments run(String simulation, String reason, ScriptedStep... steps) {
        return Arguments.of(ScriptedRun.of(simulation, List.of(steps)), reason);
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void whatNoRunCanDoIsIncompleteInReportsAndExportsAlike(ScriptedRun run, String reason) throws Exception {
        RunReport report = RunReport.of(ReportedRun.written(folder.resolve("run"), run));
        InjectorFiles injector = InjectorFiles.of(report.folder());

        RunRecords records = Export.toFile(
                List.of(injector),
                folder.resolve("records.csv"),
                ExportFormat.CSV,
                ReadingProgress.SILENT,
                ReadingProgress.SILENT);

        assertThat(report.findings().reason()).contains("the log is damaged: " + reason);
        assertEquals(
                List.of(report.folder().log() + ": "
                        + report.findings().log().state().description()),
                records.incomplete());
    }
}
