package io.headroom.simlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads a log that Gatling 3.12.0 wrote, of a run like that of {@link RealLogTest}. The expected figures were counted by a program in
 * another language.
 */
class RealTextLogTest {

    @TempDir
    private Path folder;

    private byte[] whole;
    private Path file;

    @BeforeEach
    void unpack() throws Exception {
        Path packed = Path.of("src", "test", "resources", "logs", "adaptive-3.12.0.log.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
            whole = in.readAllBytes();
        }
        file = Files.write(folder.resolve("simulation.log"), whole);
    }

    @Test
    void everyFigureIsThatOfTheOtherProgram() throws Exception {
        CountingListener counted = new CountingListener();

        LogState state = SimulationLog.read(file, counted);

        assertEquals(new LogState.Complete(13_658, 1_004_756), state);
        assertEquals(
                List.of(new RunHeader("3.12.0", "spike.AdaptiveSimulation", 1_795_478_398_298L, "", List.of())),
                counted.headers);
        assertEquals(Map.of("request", 6764L, "group", 6764L, "user start", 64L, "user end", 64L), counted.kinds);
        assertEquals(
                Map.of(
                        "up 002",
                        36L,
                        "up 006",
                        139L,
                        "up 010",
                        243L,
                        "up 014",
                        346L,
                        "up 018",
                        358L,
                        "up 022",
                        356L,
                        "down 021",
                        351L,
                        "down 020",
                        353L,
                        "down 019",
                        351L),
                counted.okByGroup);
        assertEquals(Map.of("up 022", 2304L, "down 021", 1914L, "down 020", 13L), counted.failedByGroup);
        assertEquals(195_424, counted.latencySum);
        assertEquals(14_180, counted.lastMillis);
        assertEquals(
                Map.of("status.find.saturation, j.l.IllegalStateException: 503 Service Unavailable", 4231L),
                counted.messages);
    }

    @Test
    void cutAnywhereItKeepsEveryWholeLine() throws Exception {
        HeardDigests uncut = new HeardDigests();
        var unused = SimulationLog.read(file, uncut);
        Random random = new Random(3);
        for (int trial = 0; trial < 4096 + 1000; trial++) {
            int size = trial < 4096 ? trial : random.nextInt(whole.length);
            byte[] cut = Arrays.copyOf(whole, size);
            int lines = 0;
            for (byte b : cut) {
                lines += b == '\n' ? 1 : 0;
            }
            HeardDigests heard = new HeardDigests();

            LogState state = SimulationLog.read(Files.write(file, cut), heard);

            assertEquals(lines, state.records(), "cut at " + size);
            int heardOf = Math.max(0, lines - 1); // the first line is an assertion
            assertEquals(uncut.digests().subList(0, heardOf), heard.digests(), "cut at " + size);
        }
    }
}
