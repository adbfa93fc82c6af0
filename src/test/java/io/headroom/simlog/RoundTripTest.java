package io.headroom.simlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatWasWrittenIsReadInTheSameOrder(long seed) throws Exception {
        RandomLog random = new RandomLog(seed, 500);
        HeardRecords heard = new HeardRecords();

        LogState state = SimulationLog.read(random.log.writeTo(folder), heard);

        assertEquals(random.expected, heard.lines());
        assertEquals(new LogState.Complete(500, random.log.bytes().length), state);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatWasWrittenInTextIsReadInTheSameOrder(long seed) throws Exception {
        for (String lineEnd : List.of("\n", "\r\n")) {
            RandomLog random = RandomLog.inText(seed, 500, lineEnd);
            HeardRecords heard = new HeardRecords();

            LogState state = SimulationLog.read(random.log.writeTo(folder), heard);

            assertEquals(random.expected, heard.lines());
            assertEquals(new LogState.Complete(500, random.log.bytes().length), state);
        }
    }

    @Test
    void recordsAcrossTheEdgeOfTheBufferAreReadOnceAndWhole() throws Exception {
        RandomLog random = new RandomLog(42, 130_000);
        int size = random.log.bytes().length;
        HeardRecords heard = new HeardRecords();

        LogState state = SimulationLog.read(random.log.writeTo(folder), heard);

        assertTrue(size > 2 * (1 << 20), "the log must be larger than two buffers, but has " + size);
        assertEquals(new LogState.Complete(130_000, size), state);
        assertEquals(random.expected, heard.lines());
    }

    @Test
    void linesAcrossTheEdgeOfTheBufferAreReadOnceAndWhole() throws Exception {
        RandomLog random = RandomLog.inText(42, 50_000, "\r\n");
        int size = random.log.bytes().length;
        HeardRecords heard = new HeardRecords();

        LogState state = SimulationLog.read(random.log.writeTo(folder), heard);

        assertTrue(size > 2 * (1 << 20), "the log must be larger than two buffers, but has " + size);
        assertEquals(new LogState.Complete(50_000, size), state);
        assertEquals(random.expected, heard.lines());
    }

    @Test
    void recordLargerThanTheBufferIsRead() throws Exception {
        String half = "x".repeat(1 << 20);
        String wide = "ü".repeat((1 << 20) - 1);
        BinaryLogWriter log = BinaryLogWriter.of("S", "s")
                .request(List.of("g"), half, 1, 2, false, wide)
                .request(List.of("g"), half, 3, 4, false, wide);
        HeardRecords heard = new HeardRecords();

        LogState state = SimulationLog.read(log.writeTo(folder), heard);

        assertEquals(new LogState.Complete(3, log.bytes().length), state);
        assertEquals(
                HeardRecords.line("request", List.of("g"), head(half), 3, 4, false, head(wide)),
                heard.lines().get(2));
    }

    private static String head(String text) {
        return text.substring(0, StringCache.LONGEST);
    }

    @Test
    void headerAloneIsFoundWithoutTheRest() throws Exception {
        Path file = BinaryLogWriter.of("io.headroom.simulation.SmokeSimulation", "conductor")
                .user(0, true, 1)
                .writeTo(folder);
        byte[] cut = Files.readAllBytes(file);
        Files.write(file, List.of());

        assertTrue(SimulationLog.header(file).isEmpty(), "an empty file has no header");
        Files.write(file, cut);
        assertEquals(
                "io.headroom.simulation.SmokeSimulation",
                SimulationLog.header(file).orElseThrow().simulationClass());
    }
}
