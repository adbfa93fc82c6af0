package io.headroom.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.RunPart;
import io.headroom.run.ClientFile;
import io.headroom.runlog.RunCompleteness.ClientRange;
import io.headroom.runlog.RunCompleteness.ClockDifference;
import io.headroom.simlog.LogState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run of three clients on three machines; the clock of the third is ahead of the others. */
class ClockCorrectionTest {

    private static final ScriptedRun SCRIPT = ScriptedRun.byClients();

    @TempDir
    private Path folder;

    private RunLog right;
    private final List<InjectorFiles> others = new ArrayList<>();

    @BeforeEach
    void write() throws Exception {
        for (int client = 1; client <= 2; client++) {
            others.add(ScriptedInjector.of(SCRIPT, part(client)).writeTo(folder.resolve("injector-" + client)));
        }
        right = read(ScriptedInjector.of(SCRIPT, part(3)).writeTo(folder.resolve("right")));
    }

    @ParameterizedTest
    @ValueSource(longs = {5000, -5000, 900})
    void whatClientJsonSaysCorrectsAllTimes(long ahead) throws Exception {
        RunLog log = read(ahead(ahead));

        assertCorrected(log, -ahead);
    }

    /** A clock that is off by the same amount for all clients makes no difference. */
    @Test
    void clockOfTheCoordinatorMayBeWrong() throws Exception {
        others.clear();
        for (int client = 1; client <= 2; client++) {
            others.add(ScriptedInjector.of(SCRIPT, part(client), 60_000).writeTo(folder.resolve("off-" + client)));
        }

        RunLog log = read(ahead(60_000));

        assertEquals(List.of(), log.completeness().orElseThrow().clocks());
        assertTrue(log.state() instanceof LogState.Complete, log.state().description());
        assertEquals(right.steps(), log.steps());
    }

    /** By the clock of one injector its third window began 5 s before those of the others. */
    @Test
    void clockThatIsSetInTheMiddleOfTheRunCannotBeCorrected() {
        Map<Integer, Long> whole = Map.of(1, 1000L, 2, 5000L, 3, 9000L);
        Map<Integer, Long> set = Map.of(1, 1010L, 2, 5010L, 3, 4000L);

        List<ClockDifference> clocks =
                ClockComparison.differences(Map.of(injector(1), whole, injector(2), whole, injector(3), set));

        assertEquals(List.of(new ClockDifference(new ClientRange(3, 3), 5000, false)), clocks);
        assertEquals(List.of(), ClockComparison.differences(Map.of(injector(1), whole, injector(2), whole)));
    }

    @Test
    void clockThatMayBeKeptLeavesTheRunComplete() throws Exception {
        RunLog log = read(ahead(1000));

        assertTrue(log.completeness().orElseThrow().isComplete());
        assertTrue(log.state() instanceof LogState.Complete, log.state().description());
        assertEquals(
                "client 3's clock differs by 1000 ms, corrected",
                log.completeness().orElseThrow().clocks().get(0).description());
    }

    @ParameterizedTest
    @ValueSource(longs = {1001, -5000})
    void clockThatNobodyKeepsDoesNot(long ahead) throws Exception {
        RunLog log = read(ahead(ahead));

        assertFalse(log.completeness().orElseThrow().isComplete());
        assertFalse(log.state() instanceof LogState.Complete);
        assertThat(log.state().description())
                .contains("client 3's clock differs by " + Math.abs(ahead)
                        + " ms, corrected, but a clock that is so far"
                        + " off may be set during a run: synchronize it with NTP");
    }

    @Test
    void withoutClientJsonTheFirstWindowDoes() throws Exception {
        RunLog log = read(withoutClaim(ahead(5000)));

        assertCorrected(log, -5000);
    }

    @Test
    void withoutAnyClientJsonTheClockOfMostIsRight() throws Exception {
        others.replaceAll(ClockCorrectionTest::withoutClaim);

        assertCorrected(read(withoutClaim(ahead(5000))), -5000);
        assertCorrected(read(withoutClaim(ahead(-5000))), 5000);
    }

    /** The first windows begin at the same time but for a difference that is too small to be noticed. */
    @Test
    void smallDifferenceIsNone() throws Exception {
        RunLog log = read(withoutClaim(ahead(40)));

        assertEquals(List.of(), log.completeness().orElseThrow().clocks());
        assertEquals(right.steps().get(3).goodputPerSecond(), log.steps().get(3).goodputPerSecond());
    }

    @Test
    void wrongClientJsonIsTold() throws Exception {
        InjectorFiles third = ahead(5000);
        InjectorFiles wrong = new InjectorFiles(
                third.log(),
                third.samples(),
                Optional.of(new ClientFile(part(3), 0, 0)),
                third.seal(),
                Optional.empty());

        RunLog log = read(wrong);

        assertEquals(
                List.of(new ClockDifference(new ClientRange(3, 3), -5000, false)),
                log.completeness().orElseThrow().clocks());
        assertEquals(
                "client 3's clock differs by 5000 ms, and that cannot be corrected",
                log.completeness().orElseThrow().clocks().get(0).description());
        assertEquals(List.of(), log.completeness().orElseThrow().missing(), "counts and rates are right all the same");
        assertFalse(log.state() instanceof LogState.Complete, "but not that all was offered at the same time");
        assertThat(log.state().description()).contains("client 3's clock differs by 5000 ms");
        assertEquals(right.steps().get(3).counts(), log.steps().get(3).counts());
        assertEquals(right.steps().get(3).goodputPerSecond(), log.steps().get(3).goodputPerSecond());
    }

    private void assertCorrected(RunLog log, long millis) {
        RunCompleteness parts = log.completeness().orElseThrow();
        assertEquals(List.of(new ClockDifference(new ClientRange(3, 3), millis, true)), parts.clocks());
        assertEquals(right.header(), log.header().map(header -> right.header().orElseThrow()));
        assertEquals(
                right.header().orElseThrow().startEpochMillis(),
                log.header().orElseThrow().startEpochMillis());
        assertEquals(right.steps(), log.steps());
        assertEquals(right.timeline(), log.timeline());
        assertEquals(right.clients().get(2).successes(), log.clients().get(2).successes());
    }

    private InjectorFiles ahead(long millis) throws Exception {
        return ScriptedInjector.of(SCRIPT, part(3), millis).writeTo(folder.resolve("injector-3"));
    }

    private static InjectorFiles withoutClaim(InjectorFiles files) {
        return new InjectorFiles(files.log(), files.samples(), Optional.empty(), files.seal(), files.heartbeat());
    }

    private static Injector injector(int client) {
        InjectorFiles files = InjectorFiles.of(Path.of("simulation-" + client + ".log"), Map.of());
        return new Injector(files, Optional.empty(), Optional.of(part(client)), 0);
    }

    private static RunPart part(int client) {
        return new RunPart("1f6b33a0", client, client, 3);
    }

    private RunLog read(InjectorFiles third) throws Exception {
        List<InjectorFiles> all = new ArrayList<>(others);
        all.add(third);
        return RunLogReader.read(all, Optional.empty(), ReadingProgress.SILENT);
    }
}
