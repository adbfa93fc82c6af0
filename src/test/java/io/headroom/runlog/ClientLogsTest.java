package io.headroom.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.ClientStatistics;
import io.headroom.load.Load;
import io.headroom.load.Outcome;
import io.headroom.load.RunPart;
import io.headroom.load.StepStatistics;
import io.headroom.run.ClientFile;
import io.headroom.simlog.UnreadableLogException;
import io.headroom.verdict.Analysis;
import io.headroom.verdict.CallersFindings;
import io.headroom.verdict.Findings;
import io.headroom.verdict.Verdict;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs of one run whose clients share the load of each step. */
class ClientLogsTest {

    private static final String RUN = "1f6b33a0";

    @TempDir
    private Path folder;

    static Stream<Arguments> hosts() {
        return Stream.of(
                Arguments.of("one each", List.of(part(1, 1), part(2, 2), part(3, 3))),
                Arguments.of("all in one", List.of(part(1, 3))),
                Arguments.of("two and one", List.of(part(1, 2), part(3, 3))));
    }

    private static RunPart part(int first, int last) {
        return new RunPart(RUN, first, last, 3);
    }

    /** Three clients together measure what one client would measure that sent everything. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("hosts")
    void clientsTogetherAreAsOne(String name, List<RunPart> parts) throws Exception {
        RunLog alone = RunLogReader.read(ScriptedRun.saturated().log().writeTo(folder.resolve("alone")));
        List<InjectorFiles> files = new ArrayList<>();
        for (RunPart part : parts) {
            files.add(written(ScriptedInjector.of(ScriptedRun.byClients(), part)));
        }

        RunLog log = read(files);

        assertEquals(List.of(), log.completeness().orElseThrow().missing());
        assertEquals(List.of(), log.completeness().orElseThrow().clocks());
        assertEquals(alone.steps().size(), log.steps().size());
        for (int i = 0; i < alone.steps().size(); i++) {
            assertSameButForTheEnd(alone.steps().get(i), log.steps().get(i));
        }
        Findings findings = Analysis.of(log, ScriptedRun.plan());
        assertEquals(Verdict.SATURATED, findings.verdict(), findings.reason());
        assertEquals(
                13,
                ((Load.Callers) ((CallersFindings) findings)
                                .saturation()
                                .orElseThrow()
                                .median()
                                .boundary()
                                .offered())
                        .callers());
    }

    private static void assertSameButForTheEnd(StepStatistics alone, StepStatistics together) {
        assertEquals(alone.counts(), together.counts(), alone.step().label());
        assertEquals(alone.offered(), together.offered());
        assertEquals(alone.latency(), together.latency());
        assertEquals(alone.windowMillis(), together.windowMillis());
        assertEquals(alone.probes(), together.probes());
        // each client, instead of one of them all, has one request that began while the step settled
        assertEquals(alone.goodputPerSecond(), together.goodputPerSecond());
    }

    @Test
    void everyClientHasItsFigures() throws Exception {
        List<InjectorFiles> files = new ArrayList<>();
        for (ScriptedInjector injector : ScriptedInjector.each(threeSteps(), 2)) {
            files.add(written(injector));
        }

        List<ClientStatistics> clients = read(files).clients();

        // client 1 sends: the smoke call; 2 while step 1 settles and half of 80; 2 and half of 90 in step 2, of which
        // half of
        // 9 are refused
        ClientStatistics first = clients.get(0);
        assertEquals(1 + 2 + 40 + 2 + 45, first.good());
        assertEquals(4, first.bad());
        assertEquals(Map.of(ScriptedStep.REFUSED, 4L), first.errors().messages());
        assertEquals("injector-1", first.injector());
        assertEquals(60, first.successes().firstMillis(), "the smoke call is answered 60 ms after the start");
        // step 2 begins 1500 ms after step 1; its window is 1300 ms to 2300 ms after that one's beginning at 200 ms
        assertEquals(200 + 1500 + 300 + 1000 - 1 + 50, first.successes().lastMillis());
        assertEquals(200 + 1500 + 300 + 2, first.failures().firstMillis());
        assertEquals(200 + 1500 + 300 + 3 * 1000 / 4 + 2, first.failures().lastMillis());
        assertEquals(50, first.latency().p99());
        ClientStatistics second = clients.get(1);
        assertEquals(5, second.bad(), "9 refused are 4 and 5");
        assertEquals(5, second.counts().of(Outcome.REFUSED));
    }

    private static ScriptedRun threeSteps() {
        return ScriptedRun.of(
                "MultiClientSimulation",
                List.of(
                        ScriptedStep.clean("01 warm-up: 4 callers", 80),
                        ScriptedStep.refusing("02 warm-up: 4 callers", 90, 9)));
    }

    @Test
    void clientWithoutCallersHasNoShareAndTheStepIsWhole() throws Exception {
        ScriptedRun oneCaller =
                ScriptedRun.of("MultiClientSimulation", List.of(ScriptedStep.clean("01 warm-up: 1 caller", 20)));
        List<InjectorFiles> files = new ArrayList<>();
        for (ScriptedInjector injector : ScriptedInjector.each(oneCaller, 3)) {
            files.add(written(injector));
        }

        RunLog log = read(files);

        assertEquals(new Load.Callers(1), log.steps().get(0).offered());
        assertTrue(log.isWhole(log.steps().get(0)));
        assertEquals(3, log.clients().size());
    }

    @Test
    void anyOrderGivesTheSame() throws Exception {
        List<InjectorFiles> files = new ArrayList<>();
        for (ScriptedInjector injector : ScriptedInjector.each(ScriptedRun.byClients(), 4)) {
            files.add(written(injector));
        }
        RunLog inOrder = read(files);

        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(files, new Random(seed));
            assertEquals(inOrder, read(files));
        }
    }

    /** A seal knows the length and the checksum of the log before gzip compressed it. */
    @Test
    void compressedLogsAreWhatWasSealed() throws Exception {
        List<InjectorFiles> plain = new ArrayList<>();
        List<InjectorFiles> compressed = new ArrayList<>();
        for (ScriptedInjector injector : ScriptedInjector.each(ScriptedRun.byClients(), 3)) {
            InjectorFiles files = written(injector);
            plain.add(files);
            compressed.add(compressed(files));
        }

        RunLog log = read(compressed);

        assertThat(log.completeness().orElseThrow().missing()).isEmpty();
        assertThat(log).isEqualTo(read(plain));
        assertThat(log.clients())
                .extracting(ClientStatistics::injector)
                .containsExactly("injector-1", "injector-2", "injector-3");
    }

    private static InjectorFiles compressed(InjectorFiles files) throws Exception {
        Path log = files.log().resolveSibling("simulation.log.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(log))) {
            Files.copy(files.log(), out);
        }
        return new InjectorFiles(log, files.samples(), files.client(), files.seal(), files.heartbeat());
    }

    @Test
    void logsAloneAreMergedToo() throws Exception {
        List<Path> logs = new ArrayList<>();
        for (ScriptedInjector injector : ScriptedInjector.each(ScriptedRun.byClients(), 3)) {
            logs.add(written(injector).log());
        }

        RunLog log = RunLogReader.read(logs, Optional.empty(), Map.of(), ReadingProgress.SILENT);

        assertEquals(15, log.steps().size());
        assertTrue(log.steps().stream().allMatch(log::isWhole));
        assertFalse(log.completeness().orElseThrow().isComplete(), "nothing says that the logs are whole");
    }

    @Test
    void clientThatIsThereTwiceIsRefused() throws Exception {
        InjectorFiles one = written(ScriptedInjector.of(ScriptedRun.byClients(), part(1, 2)));
        Path copy = Files.createDirectories(folder.resolve("copy")).resolve("simulation.log");
        Files.copy(one.log(), copy);

        String message = refused(one, InjectorFiles.of(copy, Map.of()));

        assertThat(message).contains(one.log() + " ");
        assertThat(message).contains(copy + " ");
        assertThat(message).contains("both hold client 1");
    }

    @Test
    void rangesOfClientsThatOverlapAreRefused() throws Exception {
        assertThat(refusedRanges(new RunPart("r", 1, 3, 6), new RunPart("r", 2, 2, 6)))
                .contains("both hold client 2");
        assertThat(refusedRanges(new RunPart("r", 1, 4, 6), new RunPart("r", 5, 5, 6), new RunPart("r", 4, 6, 6)))
                .contains("both hold client 4");
        assertTrue(RunInjectors.of(claimed(new RunPart("r", 5, 6, 6), new RunPart("r", 1, 4, 6)))
                .hasClients());
    }

    private String refusedRanges(RunPart... parts) {
        return assertThrows(UnreadableLogException.class, () -> RunInjectors.of(claimed(parts)))
                .getMessage();
    }

    /** Returns injectors that left nothing but a client.json, which says whose log is missing. */
    private List<InjectorFiles> claimed(RunPart... parts) {
        return Stream.of(parts)
                .map(part -> new InjectorFiles(
                        folder.resolve("clients-" + part.first()).resolve("simulation.log"),
                        Map::of,
                        Optional.of(new ClientFile(part, 0, 0)),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
    }

    @Test
    void logsOfDifferentRunsAreRefused() throws Exception {
        InjectorFiles one = written(ScriptedInjector.of(ScriptedRun.byClients(), part(1, 1)));
        for (RunPart other : List.of(new RunPart("2222", 2, 2, 3), new RunPart(RUN, 2, 2, 4))) {
            InjectorFiles files = written(ScriptedInjector.of(ScriptedRun.byClients(), other));
            String message = refused(one, files);
            assertThat(message).contains("only logs of one run can be merged");
            assertThat(message).contains(one.log() + " ");
            assertThat(message).contains(files.log() + " ");
        }
        Path unmarked = ScriptedRun.byClients().log().writeTo(folder.resolve("unmarked"));
        String message = refused(one, InjectorFiles.of(unmarked, Map.of()));
        assertThat(message).contains("of a run without clients");
    }

    @Test
    void claimOfAnotherLogIsRefused() throws Exception {
        ScriptedInjector other = ScriptedInjector.of(ScriptedRun.byClients(), part(2, 2));
        InjectorFiles one = written(ScriptedInjector.of(ScriptedRun.byClients(), part(1, 1)));
        InjectorFiles mixed =
                new InjectorFiles(one.log(), one.samples(), Optional.of(other.client()), one.seal(), Optional.empty());

        assertThat(refused(mixed)).contains("but the client.json beside it is of clients 2 to 2 of 3");
    }

    private String refused(InjectorFiles... files) {
        return assertThrows(UnreadableLogException.class, () -> read(List.of(files)))
                .getMessage();
    }

    private InjectorFiles written(ScriptedInjector injector) throws Exception {
        return injector.writeTo(folder.resolve(
                "injector-" + injector.part().first() + (injector.part().run().equals(RUN) ? "" : "-of-another")));
    }

    private static RunLog read(List<InjectorFiles> files) throws Exception {
        return RunLogReader.read(files, Optional.empty(), ReadingProgress.SILENT);
    }
}
