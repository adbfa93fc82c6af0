package io.headroom.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Load;
import io.headroom.load.Outcome;
import io.headroom.load.RunPart;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.run.Heartbeat;
import io.headroom.run.Seal;
import io.headroom.runlog.InjectorFiles;
import io.headroom.runlog.ReadingProgress;
import io.headroom.runlog.RunCompleteness.ClientRange;
import io.headroom.runlog.RunCompleteness.Counted;
import io.headroom.runlog.RunCompleteness.MissingPart;
import io.headroom.runlog.RunLog;
import io.headroom.runlog.RunLogReader;
import io.headroom.runlog.ScriptedInjector;
import io.headroom.runlog.ScriptedRun;
import io.headroom.simlog.LogState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run of three clients of which something is missing: it says what, and proves nothing. */
class PartialRunTest {

    @TempDir
    private Path folder;

    private final List<ScriptedInjector> injectors = ScriptedInjector.each(ScriptedRun.byClients(), 3);
    private final List<InjectorFiles> files = new ArrayList<>();

    @BeforeEach
    void write() throws Exception {
        for (ScriptedInjector injector : injectors) {
            files.add(injector.writeTo(
                    folder.resolve("injector-" + injector.part().first())));
        }
    }

    @Test
    void missingFolderIsNamedAndItsShareIsSubtracted() throws Exception {
        RunLog log = read(List.of(files.get(0), files.get(2)));

        MissingPart missing = onlyMissing(log);
        assertEquals(new ClientRange(2, 2), missing.clients());
        assertEquals(0, missing.fromMillis());
        assertEquals(log.lastMillis(), missing.toMillis());
        assertEquals(Counted.NOT, missing.counted());
        assertThat(missing.description()).contains("client 2: it left nothing");
        assertThat(missing.description()).contains("how many requests are missing is unknown");
        StepStatistics step = log.steps().get(4);
        assertEquals("05 round 1 up: 16 callers", step.step().label());
        // of 16 callers the clients have 5, 6 and 5; of 240 answers 80 each, of 60 refused 20 each
        assertEquals(new Load.Callers(10), step.offered());
        assertEquals(160, step.counts().of(Outcome.OK));
        assertEquals(40, step.counts().of(Outcome.REFUSED));
        assertProvesNothing(log);
    }

    /** It sealed all that it did, but did not do all: its share is missing, though no request is. */
    @Test
    void oneThatLeavesBeforeTheOthersIsMissingFromThenOn() throws Exception {
        ScriptedRun cut = ScriptedRun.byClients()
                .with(ScriptedRun.byClients().steps().subList(0, 5))
                .ended(Ending.INTERRUPTED);
        ScriptedInjector left =
                ScriptedInjector.of(cut, new RunPart(injectors.get(1).part().run(), 2, 2, 3));
        RunLog log = read(List.of(files.get(0), left.writeTo(folder.resolve("left")), files.get(2)));

        MissingPart missing = onlyMissing(log);
        assertEquals(new ClientRange(2, 2), missing.clients());
        assertThat(missing.why()).startsWith("it left in step 5 of 15 (interrupted)");
        assertEquals(0, missing.requests());
        assertFalse(log.state() instanceof LogState.Complete);
        // of 13 callers the clients have 4, 5 and 4
        assertEquals(new Load.Callers(8), log.steps().get(7).offered());
    }

    @Test
    void logThatBreaksOffSaysWhereAndWhatIsMissingAtLeast() throws Exception {
        ScriptedInjector second = injectors.get(1);
        byte[] whole = second.log().bytes();
        Files.write(files.get(1).log(), Arrays.copyOf(whole, whole.length / 2));
        Heartbeat beat = second.heartbeat(second.requests() - 7, 20_000);
        RunLog log = read(List.of(files.get(0), unsealed(files.get(1), Optional.of(beat)), files.get(2)));

        MissingPart missing = onlyMissing(log);
        assertEquals(Optional.of("injector-2"), missing.injector());
        assertThat(missing.why()).startsWith("the log is cut off inside record ");
        long read = log.completeness().orElseThrow().injectors().get(1).requests();
        assertEquals(second.requests() - 7 - read, missing.requests());
        assertEquals(Counted.TO_LAST_HEARTBEAT, missing.counted());
        assertEquals(20_000, missing.toMillis());
        assertTrue(missing.fromMillis() > 1000 && missing.fromMillis() < 20_000, missing.description());
        assertThat(missing.description()).contains("at least " + missing.requests() + " requests are missing");
        assertThat(missing.description()).contains("after the last heartbeat is unknown");
        assertProvesNothing(log);
        // the steps before are whole, and those after are the others' alone
        assertEquals(new Load.Callers(4), log.steps().get(0).offered());
        assertTrue(log.isWhole(log.steps().get(0)));
        StepStatistics hold = log.steps().get(13);
        assertEquals(new Load.Callers(13 - 5), hold.offered(), "of 13 callers the second client has 5");
        assertFalse(log.isWhole(hold));
    }

    @Test
    void whatWholeStepsShowIsStillSaid() throws Exception {
        byte[] whole = injectors.get(1).log().bytes();
        Files.write(files.get(1).log(), Arrays.copyOf(whole, whole.length - 3000));
        Findings findings = Analysis.of(read(files), ScriptedRun.plan());

        assertEquals(Verdict.INCOMPLETE, findings.verdict());
        assertEquals(15, findings.steps().size());
        assertThat(findings.capacityPerSecond()).isPresent();
        assertThat(findings.targetStep()).as("not all clients finished it").isEmpty();
    }

    @Test
    void logWithoutSealIsNoWholeLog() throws Exception {
        RunLog log = read(List.of(files.get(0), files.get(1), unsealed(files.get(2), Optional.empty())));

        MissingPart missing = onlyMissing(log);
        assertEquals(new ClientRange(3, 3), missing.clients());
        assertThat(missing.why()).startsWith("it left no seal.json");
        assertProvesNothing(log);
    }

    @Test
    void folderWithoutLogIsThatOfItsClient() throws Exception {
        Heartbeat beat = injectors.get(1).heartbeat(40, 2_000);
        Files.delete(files.get(1).log());
        RunLog log = read(List.of(files.get(0), unsealed(files.get(1), Optional.of(beat)), files.get(2)));

        MissingPart missing = onlyMissing(log);
        assertEquals("it left no simulation.log", missing.why());
        assertEquals(40, missing.requests());
        assertEquals(0, missing.fromMillis());
        assertEquals(2_000, missing.toMillis());
        assertProvesNothing(log);
    }

    @Test
    void sealThatDisagreesIsBelievedNoMoreThanTheLog() throws Exception {
        Seal seal = injectors.get(0).seal();
        RunPart part = seal.part();
        RunPart other = new RunPart(part.run(), 2, 2, 3);
        long sent = seal.sent();
        long bytes = seal.logBytes();
        String crc = seal.logCrc32c();
        assertSealTells(
                new Seal(other, sent, sent, bytes, crc, 0, "complete"), "its seal.json is that of clients 2 to 2");
        assertSealTells(
                new Seal(part, sent, sent, bytes + 1, crc, 0, "complete"),
                "its log had " + (bytes + 1) + " bytes when");
        assertSealTells(
                new Seal(part, sent, sent, bytes, "00000000", 0, "complete"),
                "its log is not what it was when it was closed");
        assertSealTells(
                new Seal(part, sent + 5, sent + 5, bytes, crc, 0, "complete"), "but " + (sent + 5) + " were answered");
        assertSealTells(
                new Seal(part, sent + 2, sent, bytes, crc, 0, "complete"), "2 of its requests were never answered");
        assertSealTells(
                new Seal(part, sent - 1, sent - 1, bytes, crc, 0, "complete"), "but " + (sent - 1) + " were answered");
    }

    private void assertSealTells(Seal seal, String why) throws Exception {
        InjectorFiles first = files.get(0);
        InjectorFiles sealed =
                new InjectorFiles(first.log(), first.samples(), first.client(), Optional.of(seal), Optional.empty());
        RunLog log = read(List.of(sealed, files.get(1), files.get(2)));
        assertThat(onlyMissing(log).why()).contains(why);
        assertEquals(
                Math.max(0, seal.sent() - injectors.get(0).requests()),
                onlyMissing(log).requests());
        assertProvesNothing(log);
    }

    @Test
    void emptyLogWithoutAClaimIsNobodysAndNothingIsProven() throws Exception {
        Files.write(files.get(1).log(), new byte[0]);
        RunLog log = read(List.of(files.get(0), InjectorFiles.of(files.get(1).log(), Map.of()), files.get(2)));

        assertThat(log.state().description()).contains("which does not say whose log it is");
        assertProvesNothing(log);
    }

    /** Wherever a log is cut, and whatever its injector left beside it: never complete, and nothing is counted that was not sent. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void cutAnywhereIsNeverComplete(long seed) throws Exception {
        Random random = new Random(seed);
        List<Integer> ends = injectors.get(1).log().ends();
        byte[] whole = injectors.get(1).log().bytes();
        int written = injectors.stream().mapToInt(ScriptedInjector::requests).sum();
        for (int trial = 0; trial < 25; trial++) {
            int length = trial % 2 == 0
                    ? random.nextInt(whole.length)
                    : ends.get(random.nextInt(ends.size() - 1)); // at the end of a record nothing looks cut
            Files.write(files.get(1).log(), Arrays.copyOf(whole, length));
            List<InjectorFiles> left = new ArrayList<>(files);
            if (random.nextBoolean()) {
                left.set(1, unsealed(files.get(1), Optional.empty()));
            }
            RunLog log = read(left);

            assertProvesNothing(log);
            long counted = log.clients().stream()
                    .mapToLong(client -> client.counts().total())
                    .sum();
            assertTrue(counted <= written, counted + " of " + written);
            assertTrue(
                    onlyMissing(log).requests() <= written - counted,
                    onlyMissing(log).description());
        }
    }

    /** A flipped byte anywhere is found by the sum over the log, also where it changes no more than a time. */
    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void flippedByteIsNeverComplete(long seed) throws Exception {
        Random random = new Random(seed);
        byte[] whole = injectors.get(1).log().bytes();
        for (int trial = 0; trial < 40; trial++) {
            byte[] flipped = whole.clone();
            // the header says whose it is: then it may be refused
            int at = 400 + random.nextInt(whole.length - 400);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(files.get(1).log(), flipped);
            assertProvesNothing(read(files));
        }
    }

    private InjectorFiles unsealed(InjectorFiles sealed, Optional<Heartbeat> heartbeat) {
        return new InjectorFiles(sealed.log(), sealed.samples(), sealed.client(), Optional.empty(), heartbeat);
    }

    private static MissingPart onlyMissing(RunLog log) {
        List<MissingPart> missing = log.completeness().orElseThrow().missing();
        assertEquals(1, missing.size(), missing.toString());
        return missing.get(0);
    }

    private static void assertProvesNothing(RunLog log) throws Exception {
        assertTrue(log.state() instanceof LogState.Partial, log.state().toString());
        Findings findings = Analysis.of(log, ScriptedRun.plan());
        assertEquals(Verdict.INCOMPLETE, findings.verdict());
        assertFalse(findings.answered());
        assertEquals(log.state().description(), findings.reason());
    }

    private static RunLog read(List<InjectorFiles> files) throws Exception {
        return RunLogReader.read(files, Optional.empty(), ReadingProgress.SILENT);
    }
}
