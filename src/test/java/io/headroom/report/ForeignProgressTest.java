package io.headroom.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.runlog.ReadingProgress;
import io.headroom.runlog.RunLog;
import io.headroom.runlog.RunLogReader;
import io.headroom.simlog.BinaryLogWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large log that is not ours is read twice. */
class ForeignProgressTest {

    /** Progress is told every 16 MiB; requests with messages of this length get there soonest. */
    private static final int MESSAGE_LENGTH = 20_000;

    private static final int ENOUGH_REQUESTS = 1000;

    @TempDir
    private Path folder;

    @Test
    void secondReadingTellsHowFarItIs() throws Exception {
        BinaryLogWriter log = BinaryLogWriter.of("com.example.Checkout", "users");
        for (int i = 0; i < ENOUGH_REQUESTS; i++) {
            log.request(List.of(), "call", i, i + 40, false, i + "x".repeat(MESSAGE_LENGTH));
        }
        log.writeTo(folder);
        List<Path> files = List.of(folder.resolve("simulation.log"));
        RunLog first = RunLogReader.read(files, Optional.empty(), Map.of(), ReadingProgress.SILENT);
        List<Long> told = new ArrayList<>();

        var unused = ForeignLogs.read(first, files, Optional.empty(), (bytes, ofBytes) -> {
            assertTrue(bytes <= ofBytes, bytes + " of " + ofBytes);
            told.add(bytes);
        });

        assertThat(told).isNotEmpty();
    }
}
