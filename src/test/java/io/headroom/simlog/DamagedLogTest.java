package io.headroom.simlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A crashed writer or disk leaves bytes that Gatling does not write. */
class DamagedLogTest {

    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void flippedBytesNeverBreakTheReader() {
        assertFlippedBytesDoNoHarm(new RandomLog(11, 40).log.bytes());
    }

    @Test
    void flippedBytesInTextNeverBreakTheReader() {
        assertFlippedBytesDoNoHarm(RandomLog.inText(11, 40, "\n").log.bytes());
    }

    private void assertFlippedBytesDoNoHarm(byte[] whole) {
        Random random = new Random(11);
        assertTimeoutPreemptively(Duration.ofMinutes(5), () -> {
            for (int trial = 0; trial < 3000; trial++) {
                byte[] damaged = whole.clone();
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                }
                assertReadsOrRefuses(damaged);
            }
        });
    }

    @Test
    void randomBytesAfterTheHeaderNeverBreakTheReader() {
        assertNoiseDoesNoHarm(BinaryLogWriter.of("S", "s").bytes());
        assertNoiseDoesNoHarm(TextLogWriter.of("S", "s").bytes());
    }

    private void assertNoiseDoesNoHarm(byte[] header) {
        Random random = new Random(12);
        for (int trial = 0; trial < 1000; trial++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            byte[] file = ByteBuffer.allocate(header.length + noise.length)
                    .put(header)
                    .put(noise)
                    .array();
            assertReadsOrRefuses(file);
        }
    }

    /** Each has the kind of a record, the integers after it, and the reason that the reader gives. */
    @ParameterizedTest
    @CsvSource({
        "1, 2147483647, 2147483647 groups",
        "1, -1, -1 groups",
        "2, 1, 1 as scenario",
        "2, -1, -1 as scenario",
        "4, 2147483647, 2147483647 as new string",
        "4, 0, 0 as new string",
        "4, -1, 1 as cached string",
        "4, -2147483648, -2147483648 as cached string",
        "5, 0, a record of kind 5",
        "0, 0, a second header"
    })
    void impossibleNumberEndsTheReadingWhereTheRecordBegins(int kind, int number, String reason) throws Exception {
        byte[] header = BinaryLogWriter.of("S", "s").bytes();

        LogState state = read(withRecord(header, kind, number));

        assertEquals(new LogState.Corrupt(1, header.length, header.length + 64, reason), state);
    }

    @Test
    void hugeLengthsAllocateNothingInProportion() throws Exception {
        byte[] header = BinaryLogWriter.of("S", "s").bytes();
        byte[] hugeString = withRecord(header, 4, 1);
        ByteBuffer.wrap(hugeString).putInt(header.length + 5, Integer.MAX_VALUE);
        byte[] longestString = hugeString.clone();
        ByteBuffer.wrap(longestString).putInt(header.length + 5, 1 << 20);
        byte[] hugeHeader = new byte[64];
        ByteBuffer.wrap(hugeHeader).putInt(1, Integer.MAX_VALUE);

        assertInstanceOf(LogState.Corrupt.class, read(hugeString));
        assertInstanceOf(LogState.Truncated.class, read(longestString));
        long before = allocated();
        assertReadsOrRefuses(hugeString);
        assertReadsOrRefuses(longestString);
        assertReadsOrRefuses(hugeHeader);
        long perFile = (allocated() - before) / 3;
        assertTrue(perFile < 4 * MEBIBYTE, perFile + " bytes were allocated for a file of " + hugeString.length);
    }

    private static byte[] withRecord(byte[] header, int kind, int number) {
        return ByteBuffer.allocate(header.length + 64)
                .put(header)
                .put((byte) kind)
                .putInt(number)
                .array();
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private LogState read(byte[] bytes) throws IOException, UnreadableLogException {
        return SimulationLog.read(Files.write(folder.resolve("simulation.log"), bytes), new HeardRecords());
    }

    private void assertReadsOrRefuses(byte[] bytes) {
        try {
            LogState state = read(bytes);
            assertTrue(state.records() <= bytes.length / 9 + 1, "more records than fit into the file: " + state);
            assertThat(state.description()).startsWith("the log is");
        } catch (UnreadableLogException refused) {
            assertThat(refused.getMessage()).contains("simulation.log");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
