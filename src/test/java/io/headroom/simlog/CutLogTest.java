package io.headroom.simlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer that is killed may stop at any byte. */
class CutLogTest {

    @TempDir
    private Path folder;

    @Test
    void cutAtEveryByteKeepsTheCompleteRecordsAndNamesTheCutOne() throws Exception {
        assertCutAtEveryByte(new RandomLog(7, 60));
    }

    @Test
    void cutInTextKeepsTheWholeLinesAndNamesTheCutOne() throws Exception {
        assertCutAtEveryByte(RandomLog.inText(7, 60, "\n"));
        assertCutAtEveryByte(RandomLog.inText(8, 60, "\r\n"));
    }

    private void assertCutAtEveryByte(RandomLog random) throws Exception {
        byte[] whole = random.log.bytes();
        List<Integer> ends = random.log.ends();
        Path file = folder.resolve("simulation.log");
        for (int size = 0; size <= whole.length; size++) {
            Files.write(file, Arrays.copyOf(whole, size));
            HeardRecords heard = new HeardRecords();

            LogState state = SimulationLog.read(file, heard);

            int complete = completeBefore(size, ends);
            assertEquals(random.expected.subList(0, complete), heard.lines(), "cut at " + size);
            assertEquals(complete, state.records(), "cut at " + size);
            if (size == 0) {
                assertInstanceOf(LogState.Empty.class, state);
            } else if (complete > 0 && ends.get(complete - 1) == size) {
                assertEquals(new LogState.Complete(complete, size), state);
            } else {
                LogState.Truncated cut = assertInstanceOf(LogState.Truncated.class, state, "cut at " + size);
                assertEquals(complete == 0 ? 0 : ends.get(complete - 1), cut.offset(), "cut at " + size);
            }
        }
    }

    @Test
    void cutLogSaysWhenItsLastCompleteRecordEnded() throws Exception {
        BinaryLogWriter log = BinaryLogWriter.of("S", "s")
                .request(List.of(), "score", 10, 25, true, "")
                .request(List.of(), "score", 20, 31, true, "");
        Path file = folder.resolve("simulation.log");
        Files.write(file, Arrays.copyOf(log.bytes(), log.bytes().length - 1));

        LogState state = SimulationLog.read(file, new HeardRecords());

        assertEquals(new LogState.Truncated(2, log.ends().get(1), 25), state);
    }

    private static int completeBefore(int size, List<Integer> ends) {
        return (int) ends.stream().filter(end -> end <= size).count();
    }
}
