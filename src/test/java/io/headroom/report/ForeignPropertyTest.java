package io.headroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.foreign.RandomOtherLog;
import io.headroom.foreign.RandomOtherLog.LoadShape;
import io.headroom.foreign.ScriptedLoad;
import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import io.headroom.report.text.ConsoleReport;
import io.headroom.run.RunFolder;
import io.headroom.runlog.ReadingProgress;
import io.headroom.saturation.StepVerdict;
import io.headroom.simlog.LogWriter;
import io.headroom.verdict.Findings;
import io.headroom.verdict.Findings.JudgedStep;
import io.headroom.verdict.ForeignFindings;
import io.headroom.verdict.Verdict;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What must hold for every log of another simulation, whatever its shape. The clauses know the answers and the figures of the
 * steps, and nothing of the way in which they were found.
 */
class ForeignPropertyTest {

    private static final Path REAL = Path.of("src", "test", "resources", "logs");

    /** Goodputs whose ratio is at least this are the same. */
    private static final double SAME = 0.95;

    private static final int SEEDS = 2 * LoadShape.values().length * RandomOtherLog.ServiceShape.values().length;

    @TempDir
    private Path folder;

    static Stream<Integer> seeds() {
        return IntStream.range(0, SEEDS).boxed();
    }

    static Stream<String> realLogs() {
        return Stream.of(
                "staircase-3.11.5.log",
                "staircase-3.12.0.log",
                "staircase-3.13.5.log",
                "staircase-3.14.9.log",
                "staircase-3.15.1.log",
                "adaptive-3.12.0.log.gz",
                "adaptive-3.14.9.log");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void generatedLogsClaimNothingThatTheyDoNotShow(int seed) throws Exception {
        RandomOtherLog generated = RandomOtherLog.of(seed);

        RunReport report = judged(generated.log().log());

        String which =
                "seed " + seed + ", " + generated + ": " + report.findings().reason();
        assertClaimsAreShown(report, which);
        Findings findings = report.findings();
        if (generated.provesNothing()) {
            assertThat(findings.verdict()).as(which).isEqualTo(Verdict.NO_VERDICT);
            assertThat(findings.highestServed()).as(which).isEmpty();
        }
        if (generated.isHealthy()) {
            assertThat(findings.verdict()).as(which).isNotEqualTo(Verdict.SATURATED);
        }
        findings.capacityPerSecond()
                .ifPresent(capacity -> assertThat(capacity)
                        .as(which)
                        .isBetween(0.4 * generated.capacity(), 1.1 * generated.capacity()));
        findings.highestServed()
                .filter(top -> !generated.isHealthy())
                .ifPresent(top -> assertThat(top.goodputPerSecond()).as(which).isLessThan(1.15 * generated.capacity()));
    }

    @ParameterizedTest
    @MethodSource("realLogs")
    void realLogsClaimNothingThatTheyDoNotShow(String name) throws Exception {
        try (InputStream log = Files.newInputStream(REAL.resolve(name));
                InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(log) : log) {
            Files.copy(plain, folder.resolve(RunFolder.LOG));
        }
        assertClaimsAreShown(report(), name);
    }

    @Test
    void staircasesOfKnownCapacityClaimNothingThatTheyDoNotShow() throws Exception {
        for (int[] levels : List.of(new int[] {2, 4, 6, 8, 10, 12}, new int[] {2, 20, 38}, new int[] {12, 20, 28})) {
            assertClaimsAreShown(judged(ScriptedLoad.closed(levels).log()), "levels from " + levels[0]);
        }
    }

    private RunReport judged(LogWriter log) throws Exception {
        log.writeTo(folder);
        return report();
    }

    private RunReport report() throws Exception {
        return RunReport.of(List.of(new RunFolder(folder)), Optional.empty(), ReadingProgress.SILENT);
    }

    private static void assertClaimsAreShown(RunReport report, String which) {
        Findings findings = report.findings();
        assertThat(findings.isForeign()).as(which).isTrue();
        assertServedBeforeClaimed(report, which);
        findings.capacityPerSecond().ifPresent(capacity -> assertNothingBeyondWasServed(findings, capacity, which));
        String said = String.join(" ", ConsoleReport.sentences(report));
        if (successes(findings) == 0) {
            assertThat(said).as(which).doesNotContain("kept up").doesNotContain("nothing was refused");
        }
        for (JudgedStep step : findings.steps()) {
            long gone = step.statistics().counts().of(Outcome.NOT_READY);
            if (gone > 0 && gone >= step.statistics().counts().of(Outcome.INJECTOR_ERROR)) {
                assertThat(step.verdict()).as(which).isNotEqualTo(StepVerdict.INJECTOR_BOUND);
                assertThat(step.why()).as(which).doesNotContain("use several injectors");
            }
        }
    }

    /** Without a step in which requests succeed there is no capacity, bound, target or sizing; nor without an answer. */
    private static void assertServedBeforeClaimed(RunReport report, String which) {
        Findings findings = report.findings();
        boolean claims = findings.capacityPerSecond().isPresent()
                || findings.target().isPresent()
                || findings.highestServed().isPresent()
                || report.sized().isPresent();
        if (claims) {
            assertThat(findings.answered()).as(which).isTrue();
            assertThat(successes(findings)).as(which).isGreaterThanOrEqualTo(5);
        }
        findings.capacityPerSecond()
                .ifPresent(capacity -> assertThat(capacity).as(which).isPositive());
        findings.highestServed().ifPresent(top -> {
            assertThat(top.goodputPerSecond()).as(which).isPositive();
            assertThat(top.counts().share(Outcome.OK)).as(which).isGreaterThanOrEqualTo(SAME);
        });
    }

    /** No step was served without failures that offered more than what was too much, or that got more than the capacity. */
    private static void assertNothingBeyondWasServed(Findings findings, double capacity, String which) {
        StepStatistics tooMuch =
                ((ForeignFindings) findings).point().orElseThrow().beyond();
        for (JudgedStep judged : findings.steps()) {
            StepStatistics step = judged.statistics();
            boolean served = judged.verdict() == StepVerdict.CLEAN
                    && step.counts().of(Outcome.OK) == step.counts().total()
                    && step.latency().p50() < 2 * leastLatency(findings);
            if (served) {
                assertThat(step.goodputPerSecond()).as(which).isLessThanOrEqualTo(capacity / SAME);
                assertThat(step.offered().amount())
                        .as(which)
                        .isLessThanOrEqualTo(tooMuch.offered().amount());
            }
        }
    }

    private static long leastLatency(Findings findings) {
        return findings.steps().stream()
                .map(JudgedStep::statistics)
                .filter(step -> step.latency().count() > 0)
                .mapToLong(step -> step.latency().p50())
                .min()
                .orElse(0);
    }

    private static long successes(Findings findings) {
        return findings.steps().stream()
                .mapToLong(step -> step.statistics().counts().of(Outcome.OK))
                .sum();
    }
}
