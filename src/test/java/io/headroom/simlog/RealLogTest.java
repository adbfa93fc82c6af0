package io.headroom.simlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Reads a log that Gatling 3.14.9 wrote: one client that steps from 2 to 22 callers and back. The expected figures were counted by a
 * program in another language.
 */
class RealLogTest {

    private static final CountingListener COUNTED = new CountingListener();
    private static LogState state;

    @BeforeAll
    static void read() throws Exception {
        state = SimulationLog.read(Path.of("src", "test", "resources", "logs", "adaptive-3.14.9.log"), COUNTED);
    }

    @Test
    void itIsComplete() {
        assertEquals(new LogState.Complete(16_525, 395_080), state);
    }

    @Test
    void headerSaysWhatRan() {
        RunHeader expected =
                new RunHeader("3.14.9", "spike.AdaptiveSimulation", 1_795_478_478_902L, "", List.of("single client"));

        assertEquals(List.of(expected), COUNTED.headers);
    }

    @Test
    void recordsByKindAreAllThere() {
        assertEquals(Map.of("request", 8198L, "group", 8198L, "user start", 64L, "user end", 64L), COUNTED.kinds);
    }

    @Test
    void requestsByGroupAreAllThere() {
        Map<String, Long> ok = Map.of(
                "up 002",
                46L,
                "up 006",
                167L,
                "up 010",
                278L,
                "up 014",
                357L,
                "up 018",
                359L,
                "up 022",
                359L,
                "down 021",
                352L,
                "down 020",
                348L,
                "down 019",
                344L);

        assertEquals(ok, COUNTED.okByGroup);
        assertEquals(Map.of("up 022", 3208L, "down 021", 2293L, "down 020", 87L), COUNTED.failedByGroup);
    }

    @Test
    void timesAndMessagesAreRight() {
        assertEquals(196_150, COUNTED.latencySum);
        assertEquals(13_967, COUNTED.lastMillis);
        assertEquals(
                Map.of("status.find.saturation, j.l.IllegalStateException: 503 Service Unavailable", 5588L),
                COUNTED.messages);
    }
}
