package io.headroom.report.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.load.Load;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep;
import io.headroom.plan.RunKind;
import io.headroom.plan.RunPlan;
import io.headroom.report.ReportedRun;
import io.headroom.report.RunReport;
import io.headroom.runlog.RunLogReader;
import io.headroom.runlog.ScriptedRun;
import io.headroom.runlog.ScriptedStep;
import io.headroom.verdict.Findings;
import io.headroom.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run says of a service of 240 requests per second that changes in a step. Each caller gets 20 of them at most. */
class ChangingServiceTextTest {

    private static final int MOST_STEPS = 150;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"ARRIVALS, 10", "SINGLE_CLIENT, 14"})
    void capacityThatMovedHasOneFigureForNowAndNoTarget(RunKind kind, int changed) throws Exception {
        RunReport report = run(kind, number -> number < changed ? 240 : 180);

        Findings findings = report.findings();
        assertThat(findings.verdict()).as(findings.reason()).isEqualTo(Verdict.CAPACITY_MOVED);
        double now = findings.shift().orElseThrow().afterPerSecond();
        assertThat(now).isCloseTo(180, within(2.0));
        assertThat(findings.capacityPerSecond().orElseThrow()).isCloseTo(now, within(1e-9));
        String text = text(report);
        assertThat(findings.reason())
                .matches(
                        "it is now 1[78]\\d\\.\\d req/s; until \\d+ s after the start it was 2[34]\\d\\.\\d req/s, .*");
        assertThat(text).contains(findings.reason()).doesNotContain("Run it at", "pods;");
        assertThat(findings.target()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ARRIVALS, 10", "SINGLE_CLIENT, 14"})
    void serviceThatIsGoneIsNamedWithItsLoadAndItsFailures(RunKind kind, int gone) throws Exception {
        RunReport report = run(kind, number -> number < gone ? 240 : 0);

        Findings findings = report.findings();
        assertThat(findings.verdict()).as(findings.reason()).isEqualTo(Verdict.NO_VERDICT);
        assertThat(findings.reason())
                .matches("the service served requests at first, but went away \\d+ s after the start: at "
                        + "(\\d+ callers|\\d+\\.\\d\\d req/s poisson) all answers are 502, and it did not come back "
                        + "within \\d+ s; see why its pods ended, and measure again");
        assertThat(text(report)).contains(findings.reason()).doesNotContain("Run it at");
        assertThat(findings.target()).isEmpty();
        assertThat(report.sized()).isEmpty();
    }

    /** Runs a simulation to the end of its plan. Its steps are those that a reader finds in its log. */
    private RunReport run(RunKind kind, IntToDoubleFunction capacity) throws Exception {
        RunPlan plan = kind.plan(ScriptedRun.plan());
        List<ScriptedStep> steps = new ArrayList<>();
        List<StepStatistics> finished = List.of();
        while (steps.size() < MOST_STEPS && plan.next(finished) instanceof NextStep.Run run) {
            steps.add(answer(run, capacity.applyAsDouble(steps.size() + 1)));
            finished = RunLogReader.read(Files.write(
                            folder.resolve("so-far.log"),
                            new ScriptedRun("io.headroom.simulation." + kind.simulation(), "", steps, Optional.empty())
                                    .log()
                                    .bytes()))
                    .steps();
        }
        NextStep.Finished end = (NextStep.Finished) plan.next(finished);
        ScriptedRun whole = new ScriptedRun("io.headroom.simulation." + kind.simulation(), "", steps, Optional.empty())
                .ended(end.ending());
        return RunReport.of(ReportedRun.written(Files.createDirectory(folder.resolve("run")), whole));
    }

    private static ScriptedStep answer(NextStep.Run run, double capacity) {
        Load load = run.step().load();
        double offered = load.isOpen() ? load.amount() : 20 * load.amount();
        int answered = (int) Math.min(offered, capacity);
        if (capacity == 0) {
            return new ScriptedStep(run.step().label(), 0, (int) offered, "not ready: HTTP 502", 50, 0);
        }
        return offered > capacity
                ? ScriptedStep.refusing(run.step().label(), answered, (int) (offered - answered))
                : ScriptedStep.clean(run.step().label(), answered);
    }

    private static String text(RunReport report) {
        return String.join("\n", VerdictText.of(report.findings(), report.sized(), Optional.empty()));
    }
}
