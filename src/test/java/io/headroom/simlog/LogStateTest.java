package io.headroom.simlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("sets the default locale of the JVM")
class LogStateTest {

    @Test
    void completeLogSaysSo() {
        assertEquals("the log is complete", new LogState.Complete(3, 100).description());
    }

    @Test
    void truncatedLogNamesTheRecordItsOffsetAndTheLastTime() {
        assertEquals(
                "the log is cut off inside record 8, which begins at byte 512; the last complete record ends 900 ms"
                        + " after the start",
                new LogState.Truncated(7, 512, 900).description());
    }

    @Test
    void corruptLogSaysWhatShareCouldBeReadInAnyLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals(
                    "the log is damaged at byte 250, record 5 (a record of kind 9); the 25.0 % before it could be read",
                    new LogState.Corrupt(4, 250, 1000, "a record of kind 9").description());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void stateOfSeveralLogsIsTheWorstOfThemWithItsFileAndAllRecords() {
        LogState complete = new LogState.Complete(3, 100);
        LogState truncated = new LogState.Truncated(7, 512, 900);
        LogState corrupt = new LogState.Corrupt(4, 250, 1000, "a record of kind 9");
        Path a = Path.of("a");
        Path b = Path.of("b");
        Path c = Path.of("c");

        assertEquals(new LogState.Complete(6, 200), LogState.ofAll(Map.of(a, complete, b, complete)));
        assertEquals(new LogState.OneOfSeveral(10, b, truncated), LogState.ofAll(Map.of(a, complete, b, truncated)));
        LogState three = LogState.ofAll(Map.of(a, truncated, b, corrupt, c, complete));
        assertEquals(new LogState.OneOfSeveral(14, b, corrupt), three);
        assertEquals("b: " + corrupt.description(), three.description());
        assertEquals(
                new LogState.OneOfSeveral(11, c, new LogState.Empty()),
                LogState.ofAll(Map.of(a, truncated, b, corrupt, c, new LogState.Empty())));
        assertEquals(truncated, LogState.ofAll(Map.of(a, truncated)), "one log has its own state");
    }

    @Test
    void emptyLogSaysWhy() {
        assertEquals(
                "the log is empty: the run was stopped before Gatling wrote its first 8 KiB",
                new LogState.Empty().description());
        assertEquals(0, new LogState.Empty().records());
    }
}
