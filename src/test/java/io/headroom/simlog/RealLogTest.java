package io.headroom.simlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A log that Gatling 3.14.9 wrote: one client that steps from 2 to 22 callers and back. The figures were counted by a
 * program in another language.
 */
class RealLogTest {

    private static final Counting COUNTED = new Counting();
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

        assertEquals(ok, COUNTED.ok);
        assertEquals(Map.of("up 022", 3208L, "down 021", 2293L, "down 020", 87L), COUNTED.failed);
    }

    @Test
    void timesAndMessagesAreRight() {
        assertEquals(196_150, COUNTED.latencySum);
        assertEquals(13_967, COUNTED.lastMillis);
        assertEquals(
                Map.of("status.find.saturation, j.l.IllegalStateException: 503 Service Unavailable", 5588L),
                COUNTED.messages);
    }

    private static final class Counting implements LogListener {
        private final List<RunHeader> headers = new ArrayList<>();
        private final Map<String, Long> kinds = new TreeMap<>();
        private final Map<String, Long> ok = new TreeMap<>();
        private final Map<String, Long> failed = new TreeMap<>();
        private final Map<String, Long> messages = new TreeMap<>();
        private long latencySum;
        private int lastMillis;

        @Override
        public void run(RunHeader header) {
            headers.add(header);
        }

        @Override
        public void request(List<String> groups, String name, int start, int end, boolean success, String message) {
            kinds.merge("request", 1L, Long::sum);
            (success ? ok : failed).merge(String.join("/", groups), 1L, Long::sum);
            if (!message.isEmpty()) {
                messages.merge(message, 1L, Long::sum);
            }
            latencySum += end - start;
            lastMillis = Math.max(lastMillis, end);
        }

        @Override
        public void group(List<String> groups, int start, int end, boolean success) {
            kinds.merge("group", 1L, Long::sum);
        }

        @Override
        public void user(String scenario, boolean start, int millis) {
            kinds.merge(start ? "user start" : "user end", 1L, Long::sum);
            lastMillis = Math.max(lastMillis, millis);
        }

        @Override
        public void error(String message, int millis) {
            kinds.merge("error", 1L, Long::sum);
        }
    }
}
