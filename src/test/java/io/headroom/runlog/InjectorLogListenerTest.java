package io.headroom.runlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.RetainedMemory;
import io.headroom.load.LogMarks;
import io.headroom.load.Timeline;
import io.headroom.simlog.RunHeader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Memory does not depend on what a log holds. */
@Isolated("measures the memory that the JVM uses")
class InjectorLogListenerTest {

    private final InjectorLogListener log = new InjectorLogListener(
            new Timeline(),
            new StepLabels(),
            new InjectorClients(Optional.empty(), "one"),
            0,
            Optional.empty(),
            ReadingProgress.SILENT);

    @Test
    void groupsThatAreNoStepsAreNotRemembered() {
        long before = RetainedMemory.mebibytes();
        for (int i = 0; i < 300_000; i++) {
            List<String> order = List.of("order %06d".formatted(i));
            log.request(order, "call", i, i + 20, true, "");
            log.group(order, i, i + 20, true);
        }
        long kept = RetainedMemory.mebibytes() - before;

        assertTrue(kept < 15, kept + " MiB");
        assertEquals(300_019, log.lastMillis());
    }

    @Test
    void stepsBeyondAnyRunAreNotKept() {
        log.run(new RunHeader("3.15.1", "S", 0, "", List.of()));
        for (int i = 1; i <= 5000; i++) {
            log.group(List.of("%02d warm-up: 4 callers".formatted(i), LogMarks.MEASURED), i, i + 1, true);
        }

        assertEquals(1 << 10, log.finished().size());
    }

    @Test
    void probesBeyondAnyRunAreNotKept() {
        long before = RetainedMemory.mebibytes();
        for (int i = 0; i < 3_000_000; i++) {
            log.request(List.of(), LogMarks.READINESS, i, i + 1, true, "");
        }
        long kept = RetainedMemory.mebibytes() - before;

        assertTrue(kept < 15, kept + " MiB");
        assertEquals(3_000_000, log.lastMillis());
    }
}
