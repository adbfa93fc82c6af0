package io.headroom.simlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real binary log, cut at every byte of its first 4 KiB and at 1,000 random later ones. */
class RealLogCutTest {

    private static final int EVERY_BYTE_OF = 4096;
    private static final int LATER = 1000;

    @TempDir
    private Path folder;

    private final HeardDigests uncut = new HeardDigests();
    private byte[] whole;
    private Path file;

    @BeforeEach
    void read() throws Exception {
        Path log = Path.of("src", "test", "resources", "logs", "adaptive-3.14.9.log");
        whole = Files.readAllBytes(log);
        file = folder.resolve("simulation.log");
        var unused = SimulationLog.read(log, uncut);
    }

    @Test
    void everyRecordBeforeTheCutIsReportedAndTheCutIsNamed() throws Exception {
        Random random = new Random(5);
        for (int trial = 1; trial < EVERY_BYTE_OF + LATER; trial++) {
            int size = trial < EVERY_BYTE_OF ? trial : EVERY_BYTE_OF + random.nextInt(whole.length - EVERY_BYTE_OF);
            HeardDigests heard = new HeardDigests();

            LogState state = read(size, heard);

            assertEquals(uncut.digests().subList(0, (int) state.records()), heard.digests(), "cut at " + size);
            if (state instanceof LogState.Truncated cut) {
                assertTrue(cut.offset() < size && cut.records() == state.records(), "cut at " + size);
                theCutRecordIsTheNext(cut, size);
            } else {
                assertEquals(new LogState.Complete(state.records(), size), state, "cut at " + size);
            }
        }
    }

    /** The log is complete up to the start of the cut record, and that record is longer than what is left of it. */
    private void theCutRecordIsTheNext(LogState.Truncated cut, int size) throws Exception {
        if (cut.offset() > 0) {
            LogState before = read((int) cut.offset(), new HeardDigests());
            assertEquals(new LogState.Complete(cut.records(), cut.offset()), before, "cut at " + size);
        }
    }

    private LogState read(int size, LogListener listener) throws Exception {
        return SimulationLog.read(Files.write(file, Arrays.copyOf(whole, size)), listener);
    }
}
