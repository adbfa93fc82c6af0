package io.headroom.verdict;

import static io.headroom.verdict.ScriptedStep.clean;
import static io.headroom.verdict.ScriptedStep.refusing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import io.headroom.simlog.LogState;
import io.headroom.simlog.UnreadableLogException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of two injectors that ran the same steps at the same time. */
class MergedLogsTest {

    private static final String LABEL = "01 warm-up: 4 callers";

    @TempDir
    private Path folder;

    private Path one;
    private Path other;

    @BeforeEach
    void write() throws Exception {
        one = log(
                "one",
                ScriptedRun.of(
                        "SingleClientSimulation", List.of(clean(LABEL, 80), clean("02 warm-up: 4 callers", 90))));
        other = log(
                "other",
                ScriptedRun.of(
                        "SingleClientSimulation", List.of(refusing(LABEL, 70, 5), clean("02 warm-up: 4 callers", 60))));
    }

    @Test
    void countsAndLatenciesAreThoseOfAllRequestsAndGoodputsAddUp() throws Exception {
        List<StepStatistics> steps =
                RunLogReader.read(List.of(one, other), ReadingProgress.SILENT).steps();

        assertEquals(2, steps.size());
        assertEquals(150, steps.get(0).counts().of(Outcome.OK));
        assertEquals(5, steps.get(0).counts().of(Outcome.REFUSED));
        assertEquals(150, steps.get(0).latency().count());
        assertEquals(150, steps.get(0).goodputPerSecond());
        assertEquals(150, steps.get(1).goodputPerSecond());
    }

    @Test
    void orderOfTheFilesChangesNothing() throws Exception {
        assertEquals(
                RunLogReader.read(List.of(one, other), ReadingProgress.SILENT),
                RunLogReader.read(List.of(other, one), ReadingProgress.SILENT));
    }

    @Test
    void oneLogTwiceIsTwiceTheLoadAndTheSameLatency() throws Exception {
        StepStatistics alone = RunLogReader.read(one).steps().get(0);
        Path copy = Files.copy(one, folder.resolve("copy.log"));
        StepStatistics twice = RunLogReader.read(List.of(one, copy), ReadingProgress.SILENT)
                .steps()
                .get(0);

        assertEquals(2 * alone.goodputPerSecond(), twice.goodputPerSecond());
        assertEquals(alone.latency().p99(), twice.latency().p99());
        assertEquals(alone.windowMillis(), twice.windowMillis());
    }

    @Test
    void whatOneInjectorLacksTheRunLacks() throws Exception {
        byte[] whole = Files.readAllBytes(other);
        Path cut = Files.write(folder.resolve("cut.log"), Arrays.copyOf(whole, whole.length - 5));

        RunLog log = RunLogReader.read(List.of(one, cut), ReadingProgress.SILENT);

        assertInstanceOf(LogState.Truncated.class, log.state());
        assertEquals(Verdict.INCOMPLETE, Analysis.of(log, ScriptedRun.plan()).verdict());
    }

    @Test
    void logsOfDifferentSimulationsAreNoRun() throws Exception {
        Path foreign = log("smoke", ScriptedRun.of("SmokeSimulation", List.of()));

        UnreadableLogException refused = assertThrows(
                UnreadableLogException.class, () -> RunLogReader.read(List.of(one, foreign), ReadingProgress.SILENT));

        assertTrue(refused.getMessage().contains("only logs of one run can be merged"), refused.getMessage());
    }

    private Path log(String name, ScriptedRun run) throws Exception {
        return Files.write(folder.resolve(name + ".log"), run.log().bytes());
    }
}
