package io.headroom.report;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.headroom.plan.PlanSettings;
import io.headroom.runlog.ReadingProgress;
import io.headroom.runlog.RunLog;
import io.headroom.runlog.RunLogReader;
import io.headroom.runlog.ScriptedRun;
import io.headroom.simlog.UnreadableLogException;
import io.headroom.verdict.Analysis;
import io.headroom.verdict.Findings;
import io.headroom.verdict.ForeignAnalysis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever byte of a log is flipped, it is judged, or refused as unreadable; nothing else comes out of it. */
class DamagedRunTest {

    private static final Path LOGS = Path.of("src", "test", "resources", "logs");
    private static final int FLIPS = 300;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"staircase-3.11.5.log", "staircase-3.15.1.log"})
    void flippedBytesOfRealLogsNeverBreakTheAnalysis(String name) throws Exception {
        assertFlippedBytesDoNoHarm(Files.readAllBytes(LOGS.resolve(name)));
    }

    @Test
    void flippedBytesOfOurLogsNeverBreakTheAnalysis() throws Exception {
        assertFlippedBytesDoNoHarm(ScriptedRun.saturated().log().bytes());
    }

    private void assertFlippedBytesDoNoHarm(byte[] whole) throws Exception {
        PlanSettings plan = ScriptedRun.plan();
        Random random = new Random(13);
        Path undamaged = Files.write(folder.resolve("undamaged.log"), whole);
        for (int trial = 0; trial < FLIPS; trial++) {
            byte[] damaged = whole.clone();
            // the header and what follows it hold most of what is defined once
            int at = random.nextInt(trial % 3 == 0 ? Math.min(2000, whole.length) : whole.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Path file = Files.write(folder.resolve("damaged.log"), damaged);
            for (List<Path> files : List.of(List.of(file), List.of(undamaged, file))) {
                assertIsJudgedOrRefused(files, plan, "bit flipped in byte " + at);
            }
        }
    }

    private static void assertIsJudgedOrRefused(List<Path> files, PlanSettings plan, String damage) throws Exception {
        try {
            RunLog log = RunLogReader.read(files, Optional.empty(), Map.of(), ReadingProgress.SILENT);
            Findings findings = ForeignAnalysis.isForeign(log)
                    ? ForeignAnalysis.of(
                            log, ForeignLogs.read(log, files, Optional.empty(), ReadingProgress.SILENT), plan)
                    : Analysis.of(log, plan);
            assertNotEquals("", findings.reason(), damage);
        } catch (UnreadableLogException refused) {
            assertNotEquals("", refused.getMessage(), damage);
        } catch (RuntimeException e) {
            throw new AssertionError(damage, e);
        }
    }
}
