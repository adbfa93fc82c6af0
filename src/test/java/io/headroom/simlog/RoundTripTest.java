package io.headroom.simlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
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

    /**
     * Writes requests of several clients, each in two groups, and the ends of both groups. The names of the groups differ in one byte
     * only, and the records do not fit into one buffer.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void requestsInTwoGroupsAreReadAsTheyFollowEachOther(long seed) throws Exception {
        Random random = new Random(seed);
        BinaryLogWriter log = BinaryLogWriter.of("S", "s");
        List<String> expected = new ArrayList<>();
        expected.add(HeardRecords.line("run", new RunHeader("3.15.1", "S", 1_000_000, " ", List.of("s"))));
        List<String> group = List.of("step 0", "client 0");
        for (int i = 0; i < 30_000; i++) {
            if (random.nextInt(20) == 0) {
                group = List.of("step " + random.nextInt(300), "client " + random.nextInt(300));
            }
            int start = random.nextInt(1000);
            int end = start + random.nextInt(1000);
            boolean ok = random.nextInt(10) > 0;
            switch (random.nextInt(8)) {
                case 0 -> {
                    log.group(group, start, end, ok);
                    expected.add(HeardRecords.line("group", group, start, end, ok));
                }
                case 1 -> {
                    log.group(group.subList(0, 1), start, end, ok);
                    expected.add(HeardRecords.line("group", group.subList(0, 1), start, end, ok));
                }
                default -> {
                    String message = ok ? "" : "failure " + random.nextInt(2);
                    log.request(group, "score", start, end, ok, message);
                    expected.add(HeardRecords.line("request", group, "score", start, end, ok, message));
                }
            }
        }
        HeardRecords heard = new HeardRecords();
        CRC32C sum = new CRC32C();

        LogState state = SimulationLog.read(log.writeTo(folder), heard, sum);

        assertEquals(expected, heard.lines());
        assertEquals(new LogState.Complete(30_001, log.bytes().length), state);
        CRC32C ofBytes = new CRC32C();
        ofBytes.update(log.bytes());
        assertEquals(ofBytes.getValue(), sum.getValue());
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

        assertThat(SimulationLog.header(file)).as("an empty file has no header").isEmpty();
        Files.write(file, cut);
        assertEquals(
                "io.headroom.simulation.SmokeSimulation",
                SimulationLog.header(file).orElseThrow().simulationClass());
    }
}
