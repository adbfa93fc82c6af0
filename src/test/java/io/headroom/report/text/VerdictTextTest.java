package io.headroom.report.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.plan.NextStep.Ending;
import io.headroom.report.ReportedRun;
import io.headroom.report.RunReport;
import io.headroom.run.RunFolder;
import io.headroom.runlog.RunLogReader;
import io.headroom.runlog.ScriptedRun;
import io.headroom.runlog.ScriptedStep;
import io.headroom.saturation.StepVerdict;
import io.headroom.simlog.BinaryLogWriter;
import io.headroom.verdict.Analysis;
import io.headroom.verdict.Findings;
import io.headroom.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTextTest {

    private static final WrittenReports REPORTS =
            new WrittenReports(Path.of("results", "run"), List.of("headroom.html", "headroom.json"), true);

    @TempDir
    private Path folder;

    @Test
    void saturatedRunReadsLikeThis() throws Exception {
        String golden = """
                Saturated at 242.0 req/s (95 % confidence: 163.5 to 358.2) with 13 callers: none refused at 13 callers; at 14 callers refused 20 of 260 (7.7 %).
                Run it at 169.4 req/s (70 % of that), measured: 169.0 req/s, refused 0 of 169 (0.00 %, with 95 % confidence no more than 1.76 %).
                WARNING: whether the target refuses more than 1 % cannot be told from 169 requests; raise headroom.target.duration.
                Latency of successes    p50       p95       p99
                  at the target         50 ms     50 ms     50 ms
                  at saturation         50 ms     50 ms     50 ms
                Consistent: 2 rounds lie within 0.83 % of each other. Refused in the measured windows: 503 (14.4 %, 500); nothing else failed. The KO of Gatling also counts the time between them.
                Sizing for 169.4 req/s: to count pods and nodes, set headroom.sizing.measured-pods.
                Reports: results/run (headroom.html, headroom.json; Gatling's index.html)""";

        assertEquals(golden, text(report(ScriptedRun.saturated())));
    }

    @Test
    void fineTuningComparesTheSteps() throws Exception {
        String golden = """
                Done: all messages were sent; this simulation searches no saturation point.
                Latency of successes                     p50       p95       p99
                  1000 messages by 1 caller              20 ms     20 ms     20 ms  1000.0 req/s
                  1000 messages by 8 callers             30 ms     30 ms     30 ms  1000.0 req/s
                With several callers latency is 1.50 x (p50) and 1.50 x (p95) that of one.
                Reports: results/run (headroom.html, headroom.json; Gatling's index.html)""";

        assertEquals(golden, text(findings(ScriptedRun.fineTuning())));
    }

    @Test
    void runWithoutAnAnswerNamesNoReportThatGatlingDidNotDraw() throws Exception {
        String golden = """
                No verdict: HTTP 404: nothing at this path. Check the path in headroom.endpoint.url.
                Reports: results/run (headroom.html, headroom.json)""";

        WrittenReports drawnByUs = new WrittenReports(REPORTS.folder(), REPORTS.ours(), false);
        Findings findings = findings(ScriptedRun.saturated().smokeFailed("client error: HTTP 404"));
        assertEquals(golden, String.join("\n", VerdictText.of(findings, Optional.empty(), Optional.of(drawnByUs))));
    }

    /** One 400 in a step of a run whose other requests are right: no reason to doubt the test. */
    @Test
    void fewRequestsThatWereCalledWrongAreRemarked() throws Exception {
        List<ScriptedStep> steps = new ArrayList<>(ScriptedRun.saturated().steps());
        ScriptedStep other = steps.get(4);
        steps.set(4, new ScriptedStep(other.label(), other.answered(), 1, "client error: HTTP 400", 50, 0));
        long all = 1
                - other.failed()
                + ScriptedRun.saturated().steps().stream()
                        .mapToLong(step -> step.answered() + step.failed())
                        .sum();

        String text = text(findings(ScriptedRun.saturated().with(steps)));

        assertThat(text).startsWith("Saturated at 242.0 req/s");
        assertThat(text)
                .contains("Called wrong (4xx or a redirect): 1 of " + all
                        + " requests, too few to say that the test is wrong.");
        assertThat(text(findings(ScriptedRun.saturated()))).doesNotContain("Called wrong");
    }

    @Test
    void refusedTargetIsWarnedAbout() throws Exception {
        List<ScriptedStep> steps = new ArrayList<>(ScriptedRun.saturated().steps());
        steps.set(14, ScriptedStep.refusing("15 target: 169.40 req/s poisson", 168, 1));

        String text = text(findings(ScriptedRun.saturated().with(steps)));

        assertThat(text)
                .contains(
                        "refused 1 of 169 (0.59 %, with 95 % confidence no more than 2.78 %).\nWARNING: whether the target");
    }

    /** 429 while the service is idle: no capacity, and no load to run at. */
    @Test
    void rateLimiterIsNamedAndGivesNoTarget() throws Exception {
        String text = text(findings(ScriptedRun.rateLimited()));

        assertThat(text)
                .containsPattern(
                        "Rate limiter at (49|50|51)\\.\\d req/s \\(95 % confidence: \\d+\\.\\d to \\d+\\.\\d\\): it lets that"
                                + " rate pass whatever is offered, and refuses the rest \\(HTTP 429\\) while the service is idle")
                .doesNotContain("Run it at")
                .doesNotContain("Saturated");
    }

    @Test
    void serviceThatTookTheWholeRangeIsSentToMoreCallers() throws Exception {
        assertThat(text(findings(ScriptedRun.notSaturated()))).contains("Raise headroom.search.maximum-callers");
    }

    @Test
    void runWithoutItsWorkloadProvesNothing() throws Exception {
        ReportedRun.written(folder, ScriptedRun.saturated());
        Files.delete(folder.resolve("workload.json"));

        Findings findings = RunReport.of(new RunFolder(folder)).findings();

        assertEquals(Verdict.INCOMPLETE, findings.verdict());
        assertThat(text(findings)).startsWith("Incomplete: without workload.json");
    }

    @Test
    void interruptedRunSaysWhatItFoundSoFar() throws Exception {
        ScriptedRun whole = ScriptedRun.saturated();
        String text = text(findings(whole.with(whole.steps().subList(0, 12)).ended(Ending.INTERRUPTED)));

        assertThat(text).startsWith("Interrupted: the run was stopped after 18 s, before its end.\n");
        assertThat(text).contains("So far: 241.0 req/s with 13 callers.");
        assertThat(text).contains("(70 % of that), not verified.");
        assertThat(text).contains("One round only: it does not show whether the answer is consistent.");
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void everyVerdictIsSaidInAtMostTenLines(Verdict verdict) throws Exception {
        for (ScriptedRun run : List.of(
                ScriptedRun.saturated(),
                ScriptedRun.notSaturated(),
                ScriptedRun.fineTuning(),
                ScriptedRun.saturated().smokeFailed("x"))) {
            RunReport report = report(run);
            Findings findings = judged(report.findings(), verdict);
            if (verdict != Verdict.SATURATED || findings.capacityPerSecond().isPresent()) {
                List<String> lines = VerdictText.of(findings, report.sized(), Optional.of(REPORTS));

                assertTrue(lines.size() >= 2 && lines.size() <= 10, lines.toString());
                assertTrue(lines.stream().noneMatch(line -> line.contains("\n")), lines.toString());
            }
        }
    }

    @Test
    void usersThatNeverLeftAreTold() throws Exception {
        BinaryLogWriter log = ScriptedRun.saturated().log();
        String whole = text(Analysis.of(RunLogReader.read(log.writeTo(folder)), ScriptedRun.plan()));
        log.user(1, true, 100).user(1, true, 100).user(1, true, 100);

        String text = text(Analysis.of(RunLogReader.read(log.writeTo(folder)), ScriptedRun.plan()));

        String words = "3 virtual users had not left when the log ended: what they waited for is not counted.";
        assertThat(text).contains(words);
        assertThat(whole).doesNotContain("had not left");
    }

    @Test
    void stepLineShowsWhatWentWrong() throws Exception {
        ScriptedStep step = new ScriptedStep("05 round 1 up: 16 callers", 240, 60, "not ready: HTTP 502", 50, 2);
        Findings findings = findings(ScriptedRun.saturated().with(List.of(step)));

        assertEquals(StepVerdict.FAILING, findings.steps().get(0).verdict());
        assertEquals(
                "05 round 1 up: 16 callers                 240.0 req/s  p95    50 ms  refused   0.00 %, 502: 60,"
                        + " readiness failed 2  failing: 1 in 5 answers is 502: a backend behind it is down",
                StepTable.of(findings));
    }

    private Findings findings(ScriptedRun run) throws Exception {
        return report(run).findings();
    }

    private RunReport report(ScriptedRun run) throws Exception {
        return RunReport.of(ReportedRun.written(folder, run));
    }

    private static String text(Findings findings) {
        return String.join("\n", VerdictText.of(findings, Optional.empty(), Optional.of(REPORTS)));
    }

    private static String text(RunReport report) {
        return String.join("\n", VerdictText.of(report.findings(), report.sized(), Optional.of(REPORTS)));
    }

    private static Findings judged(Findings of, Verdict verdict) {
        return of.withHeader(new Findings.Header(verdict, of.answered(), of.reason(), of.steps(), of.log()));
    }
}
