package io.headroom.simlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listener receives the progress through a large log of either format. */
class ProgressReporterTest {

    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void largeTextIsReadWithProgress() throws Exception {
        assertToldEvery16Mebibytes(TextLogWriter.of("S", "s"));
    }

    @Test
    void largeBinaryIsReadWithProgress() throws Exception {
        assertToldEvery16Mebibytes(BinaryLogWriter.of("S", "s"));
    }

    private void assertToldEvery16Mebibytes(LogWriter log) throws Exception {
        byte[] header = log.bytes();
        log.error("x".repeat(8000), 5);
        log.error("y", 5);
        byte[] line = new String(log.bytes(), StandardCharsets.ISO_8859_1)
                .substring(header.length)
                .getBytes(StandardCharsets.ISO_8859_1);
        Path file = folder.resolve("simulation.log");
        try (var out = Files.newOutputStream(file)) {
            out.write(header);
            for (int written = 0; written < 36 * MEBIBYTE; written += line.length) {
                out.write(line);
            }
        }
        List<Long> told = new ArrayList<>();

        LogState state = SimulationLog.read(file, new Listening(told));

        assertEquals(2, told.size(), state.description());
        assertEquals(16, told.get(0) / MEBIBYTE);
        assertEquals(32, told.get(1) / MEBIBYTE);
    }

    private record Listening(List<Long> told) implements LogListener {
        @Override
        public void run(RunHeader header) {
            // only progress counts
        }

        @Override
        public void request(List<String> groups, String name, int start, int end, boolean ok, String message) {
            throw new AssertionError("no request was written");
        }

        @Override
        public void progress(long bytes, long ofBytes) {
            told.add(bytes);
        }
    }
}
