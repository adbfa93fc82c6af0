package io.headroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.foreign.RandomOtherLog;
import io.headroom.foreign.ScriptedLoad;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.StepStatistics;
import io.headroom.report.text.ConsoleReport;
import io.headroom.run.RunFolder;
import io.headroom.runlog.ReadingProgress;
import io.headroom.saturation.InjectorLimit;
import io.headroom.saturation.StepVerdict;
import io.headroom.simlog.LogWriter;
import io.headroom.verdict.Findings;
import io.headroom.verdict.Findings.JudgedStep;
import io.headroom.verdict.ForeignFindings;
import io.headroom.verdict.Verdict;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What must hold for every log of another simulation, whatever its shape: a test for each clause, so that none hides behind
 * another. The clauses know the answers and the figures of the steps, and nothing of the way in which they were found.
 */
class ForeignPropertyTest {

    private static final Path REAL = Path.of("src", "test", "resources", "logs");

    /** Goodputs whose ratio is at least this are the same. */
    private static final double SAME = 0.95;

    /** Fewest requests that prove a load. */
    private static final long ENOUGH = 5;

    private static final int SEEDS = 2 * RandomOtherLog.PAIRS;

    private static final List<Judged> LOGS = new ArrayList<>();

    /**
     * What is claimed about a log.
     *
     * @param which  the log, in words
     * @param truth  what it can prove; empty for a real one
     * @param sized  whether pods are counted
     * @param said   all sentences of the verdict
     */
    private record Judged(
            String which, Optional<RandomOtherLog.Truth> truth, Findings findings, boolean sized, String said) {

        static Judged of(String which, Optional<RandomOtherLog.Truth> truth, Path folder) throws Exception {
            RunReport report = RunReport.of(List.of(new RunFolder(folder)), Optional.empty(), ReadingProgress.SILENT);
            return new Judged(
                    which,
                    truth,
                    report.findings(),
                    report.sized().isPresent(),
                    String.join(" ", ConsoleReport.sentences(report)));
        }

        boolean claims() {
            return findings.capacityPerSecond().isPresent()
                    || findings.target().isPresent()
                    || findings.highestServed().isPresent()
                    || sized;
        }

        @Override
        public String toString() {
            return which + ": " + findings.reason();
        }
    }

    @BeforeAll
    static void judge(@TempDir Path folder) throws Exception {
        LOGS.clear();
        for (int seed = 0; seed < SEEDS; seed++) {
            RandomOtherLog generated = RandomOtherLog.of(seed);
            judge("seed " + seed + ", " + generated, Optional.of(generated.truth()), generated.log().log(), folder);
        }
        for (int[] levels : List.of(new int[] {2, 4, 6, 8, 10, 12}, new int[] {2, 20, 38}, new int[] {12, 20, 28})) {
            judge(
                    "levels from " + levels[0],
                    Optional.empty(),
                    ScriptedLoad.closed(levels).log(),
                    folder);
        }
        for (String name : List.of(
                "staircase-3.11.5.log",
                "staircase-3.12.0.log",
                "staircase-3.13.5.log",
                "staircase-3.14.9.log",
                "staircase-3.15.1.log",
                "adaptive-3.12.0.log.gz",
                "adaptive-3.14.9.log")) {
            try (InputStream log = Files.newInputStream(REAL.resolve(name));
                    InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(log) : log) {
                Files.write(folder.resolve(RunFolder.LOG), plain.readAllBytes());
            }
            LOGS.add(Judged.of(name, Optional.empty(), folder));
        }
    }

    private static void judge(String which, Optional<RandomOtherLog.Truth> truth, LogWriter log, Path folder)
            throws Exception {
        log.writeTo(folder);
        LOGS.add(Judged.of(which, truth, folder));
    }

    static Stream<Judged> logs() {
        return LOGS.stream();
    }

    static Stream<Judged> generatedLogs() {
        return LOGS.stream().filter(log -> log.truth().isPresent());
    }

    @Test
    void allLogsAreOfOtherSimulations() {
        assertThat(LOGS)
                .hasSizeGreaterThan(SEEDS)
                .allMatch(log -> log.findings().isForeign());
    }

    /** Without a step of constant load in which requests succeed there is no capacity, bound, target or sizing. */
    @ParameterizedTest
    @MethodSource("logs")
    void claimsRestOnServedStepOfConstantLoad(Judged log) {
        Findings findings = log.findings();
        if (log.truth().filter(RandomOtherLog.Truth::nothing).isPresent()) {
            assertThat(findings.verdict()).isEqualTo(Verdict.NO_VERDICT);
            assertThat(log.claims()).isFalse();
        }
        if (log.claims()) {
            assertThat(findings.answered()).isTrue();
            assertThat(successes(findings)).isGreaterThanOrEqualTo(ENOUGH);
        }
        findings.capacityPerSecond().ifPresent(capacity -> assertThat(capacity).isPositive());
        findings.highestServed().ifPresent(top -> {
            assertThat(top.goodputPerSecond()).isPositive();
            assertThat(top.counts().share(Outcome.OK)).isGreaterThanOrEqualTo(SAME);
        });
    }

    /** No step was served, without failures and delay, that offered more than what was too much, or that got more than the capacity. */
    @ParameterizedTest
    @MethodSource("logs")
    void capacityIsNotBelowWhatWasServedClean(Judged log) {
        Findings findings = log.findings();
        ((ForeignFindings) findings).point().ifPresent(point -> {
            assertThat(servedClean(findings)).allSatisfy(step -> {
                assertThat(step.goodputPerSecond()).isLessThanOrEqualTo(point.goodputPerSecond() / SAME);
                assertThat(step.offered().amount())
                        .isLessThanOrEqualTo(point.beyond().offered().amount());
            });
        });
    }

    private static List<StepStatistics> servedClean(Findings findings) {
        long least = findings.steps().stream()
                .map(JudgedStep::statistics)
                .filter(step -> step.latency().count() > 0)
                .mapToLong(step -> step.latency().p50())
                .min()
                .orElse(0);
        return findings.steps().stream()
                .filter(step -> step.verdict() == StepVerdict.CLEAN)
                .map(JudgedStep::statistics)
                .filter(step -> step.counts().of(Outcome.OK) == step.counts().total())
                .filter(step ->
                        step.latency().p50() < 2 * least && step.goodputPerSecond() >= SAME * step.sentPerSecond())
                .toList();
    }

    /** Where no request succeeded, in all of the log or at the load that is named, nothing "kept up". */
    @ParameterizedTest
    @MethodSource("logs")
    void nothingKeepsUpWhereNothingSucceeds(Judged log) {
        Findings findings = log.findings();
        boolean none = findings.highestServed()
                .filter(top -> top.counts().of(Outcome.OK) > 0)
                .isEmpty();
        if (none) {
            assertThat(log.said())
                    .doesNotContain("kept up")
                    .doesNotContain("this load was served")
                    .doesNotContain("Not saturated up to");
        }
        if (successes(findings) == 0) {
            assertThat(log.said()).doesNotContain("nothing was refused");
        }
    }

    /** An injector runs out of ports because the service refuses its connections: it is not the limit. */
    @ParameterizedTest
    @MethodSource("logs")
    void injectorIsNotBlamedWhileServiceRefusesConnections(Judged log) {
        for (JudgedStep step : log.findings().steps()) {
            OutcomeCounts counts = step.statistics().counts();
            long refused = counts.of(Outcome.NOT_READY);
            if (refused >= ENOUGH && refused >= counts.of(Outcome.INJECTOR_ERROR)) {
                assertThat(step.verdict()).isNotEqualTo(StepVerdict.INJECTOR_BOUND);
                assertThat(step.why()).doesNotContain(InjectorLimit.FAILURES.advice());
                assertThat(log.said()).doesNotContain(InjectorLimit.FAILURES.advice());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("generatedLogs")
    void figuresAreNearThoseOfTheService(Judged log) {
        Findings findings = log.findings();
        RandomOtherLog.Truth truth = log.truth().orElseThrow();
        if (truth.healthy()) {
            assertThat(findings.verdict()).isNotEqualTo(Verdict.SATURATED);
        }
        findings.capacityPerSecond()
                .ifPresent(capacity -> assertThat(capacity).isBetween(0.4 * truth.capacity(), 1.1 * truth.capacity()));
        findings.highestServed()
                .filter(top -> !truth.healthy())
                .ifPresent(top -> assertThat(top.goodputPerSecond()).isLessThan(1.15 * truth.capacity()));
    }

    private static long successes(Findings findings) {
        return findings.steps().stream()
                .mapToLong(step -> step.statistics().counts().of(Outcome.OK))
                .sum();
    }
}
