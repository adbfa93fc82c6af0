package io.headroom.runlog;

import static io.headroom.runlog.ScriptedStep.clean;
import static io.headroom.runlog.ScriptedStep.refusing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import io.headroom.load.Timeline;
import io.headroom.simlog.BinaryLogWriter;
import io.headroom.simlog.LogState;
import io.headroom.simlog.UnreadableLogException;
import io.headroom.verdict.Analysis;
import io.headroom.verdict.Findings;
import io.headroom.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Merges more logs than are read at the same time, one of which is too long for slices of a second. */
    @Test
    void whatHappenedOverTimeIsThatOfAllLogs() throws Exception {
        List<Path> logs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            logs.add(log("again-" + i, ScriptedRun.of("SingleClientSimulation", List.of(clean(LABEL, 80)))));
        }
        List<Timeline.Seconds> alike = timeline(logs);
        BinaryLogWriter hour = ScriptedRun.of("SingleClientSimulation", List.of(clean(LABEL, 80)))
                .log()
                .request(List.of(), "late", 4_000_000, 4_000_100, true, "");
        logs.add(7, hour.writeTo(Files.createDirectories(folder.resolve("hour"))));
        List<Timeline.Seconds> withHour = timeline(logs);

        assertEquals(1000, alike.get(0).lengthMillis());
        assertEquals(20 * ok(timeline(logs.subList(0, 1))), ok(alike));
        assertEquals(2000, withHour.get(0).lengthMillis());
        assertEquals(2001, withHour.size());
        assertEquals(21 * ok(timeline(logs.subList(0, 1))) + 1, ok(withHour));
        assertEquals(1, withHour.get(2000).counts().total());
    }

    private static List<Timeline.Seconds> timeline(List<Path> logs) throws Exception {
        return RunLogReader.read(logs, Optional.empty(), Map.of(), ReadingProgress.SILENT)
                .timeline()
                .seconds();
    }

    private static long ok(List<Timeline.Seconds> seconds) {
        return seconds.stream().mapToLong(each -> each.counts().of(Outcome.OK)).sum();
    }

    @Test
    void countsAndLatenciesAreThoseOfAllRequestsAndGoodputsAddUp() throws Exception {
        List<StepStatistics> steps = RunLogReader.read(
                        List.of(one, other), Optional.empty(), Map.of(), ReadingProgress.SILENT)
                .steps();

        assertEquals(2, steps.size());
        assertEquals(150, steps.get(0).counts().of(Outcome.OK));
        assertEquals(5, steps.get(0).counts().of(Outcome.REFUSED));
        assertEquals(150, steps.get(0).latency().count());
        assertEquals(150, steps.get(0).goodputPerSecond());
        assertEquals(150, steps.get(1).goodputPerSecond());
    }

    @Test
    void orderAndNamesOfTheFilesChangeNothing() throws Exception {
        RunLog named = RunLogReader.read(List.of(one, other), Optional.empty(), Map.of(), ReadingProgress.SILENT);
        Path swapped = Files.createDirectory(folder.resolve("swapped"));
        Path asOther = Files.copy(one, swapped.resolve("other.log"));
        Path asOne = Files.copy(other, swapped.resolve("one.log"));

        assertEquals(named, RunLogReader.read(List.of(other, one), Optional.empty(), Map.of(), ReadingProgress.SILENT));
        assertEquals(
                named, RunLogReader.read(List.of(asOne, asOther), Optional.empty(), Map.of(), ReadingProgress.SILENT));
    }

    @Test
    void oneLogTwiceIsTwiceTheLoadAndTheSameLatency() throws Exception {
        StepStatistics alone = RunLogReader.read(one).steps().get(0);
        Path copy = Files.copy(one, folder.resolve("copy.log"));
        StepStatistics twice = RunLogReader.read(List.of(one, copy), Optional.empty(), Map.of(), ReadingProgress.SILENT)
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

        RunLog log = RunLogReader.read(List.of(one, cut), Optional.empty(), Map.of(), ReadingProgress.SILENT);

        assertInstanceOf(LogState.OneOfSeveral.class, log.state());
        assertThat(log.state().description()).startsWith(cut + ": the log is cut off inside record ");
        assertEquals(Verdict.INCOMPLETE, Analysis.of(log, ScriptedRun.plan()).verdict());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void stepThatOneInjectorDidNotFinishIsMissingWhicheverItIs(String lacking) throws Exception {
        ScriptedRun whole = ScriptedRun.saturated();
        List<ScriptedStep> steps = new ArrayList<>(whole.steps());
        steps.remove(1);
        List<Path> files = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            files.add(log(name, name.equals(lacking) ? whole.holding(steps) : whole));
        }

        RunLog log = RunLogReader.read(files, Optional.empty(), Map.of(), ReadingProgress.SILENT);

        List<Integer> numbers =
                log.steps().stream().map(step -> step.step().number()).toList();
        assertEquals(List.of(1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), numbers);
        Findings findings = Analysis.of(log, ScriptedRun.plan());
        assertEquals(Verdict.INCOMPLETE, findings.verdict());
        assertEquals(
                folder.resolve(lacking + ".log") + ": steps are missing from the log: it holds 14 of 15",
                findings.reason());
    }

    @Test
    void loadIsThatOfAllInjectors() throws Exception {
        List<Path> files = List.of(log("a", ScriptedRun.saturated()), log("b", ScriptedRun.saturated()));

        Findings findings = Analysis.of(
                RunLogReader.read(files, Optional.empty(), Map.of(), ReadingProgress.SILENT), ScriptedRun.plan());

        assertEquals(2 * Math.sqrt(241 * 243), findings.capacityPerSecond().orElseThrow(), 1e-9);
        assertEquals(338.8, findings.target().orElseThrow().offeredPerSecond());
        assertEquals("none refused at 26 callers; at 28 callers refused 40 of 520 (7.7 %)", findings.reason());
    }

    @Test
    void injectorThatStartsALittleLaterIsOfTheSameRun() throws Exception {
        Path later = log("later", ScriptedRun.saturated(), 1_000_700);
        Path earlier = log("sooner", ScriptedRun.saturated(), 1_000_000);

        RunLog log = RunLogReader.read(List.of(later, earlier), Optional.empty(), Map.of(), ReadingProgress.SILENT);

        assertEquals(15, log.steps().size());
        StepStatistics step = log.steps().get(0);
        assertEquals(1700, step.windowMillis(), "from the first start to the last end");
        assertEquals(160, step.goodputPerSecond(), "80 each");
        assertEquals(160, step.sentPerSecond(), "as many as were answered");
    }

    @ParameterizedTest
    @ValueSource(longs = {30_000, 604_800_000L, 3_456_000_000L, Long.MAX_VALUE, Long.MIN_VALUE, -30_000})
    void logsOfDifferentTimesAreNoRun(long startMillis) throws Exception {
        Path first = log("first", ScriptedRun.saturated());
        Path second = log("second", ScriptedRun.saturated(), 1_000_000 + startMillis);
        List<Path> files = List.of(first, second);

        UnreadableLogException refused = assertThrows(
                UnreadableLogException.class,
                () -> RunLogReader.read(files, Optional.empty(), Map.of(), ReadingProgress.SILENT));

        String message = refused.getMessage();
        assertThat(message).contains("only logs of one run can be merged");
        assertThat(message).contains(first.toString());
        assertThat(message).contains(second.toString());
    }

    @Test
    void logsOfDifferentSimulationsAreNoRun() throws Exception {
        Path foreign = log("smoke", ScriptedRun.of("SmokeSimulation", List.of()));

        UnreadableLogException refused = assertThrows(
                UnreadableLogException.class,
                () -> RunLogReader.read(List.of(one, foreign), Optional.empty(), Map.of(), ReadingProgress.SILENT));

        assertThat(refused.getMessage()).contains("only logs of one run can be merged");
    }

    private Path log(String name, ScriptedRun run) throws Exception {
        return log(name, run, 1_000_000);
    }

    private Path log(String name, ScriptedRun run, long startMillis) throws Exception {
        return Files.write(folder.resolve(name + ".log"), run.log(startMillis).bytes());
    }
}
