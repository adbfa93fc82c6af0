package io.headroom.simlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Features of the text format that the binary one does not have. */
class TextLogTest {

    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    private final HeardRecords heard = new HeardRecords();

    @Test
    void timesCountFromTheStartOfTheRun() throws Exception {
        read(TextLogWriter.of("S", "s")
                .user(0, true, 514)
                .request(List.of("up 022", "inner"), "score", 8127, 8133, false, "503")
                .group(List.of("up 022"), 8127, 8139, false)
                .error("j.n.ConnectException", 9000));

        assertEquals(
                List.of(
                        HeardRecords.line("user", "s", true, 514),
                        HeardRecords.line("request", List.of("up 022", "inner"), "score", 8127, 8133, false, "503"),
                        HeardRecords.line("group", List.of("up 022"), 8127, 8139, false),
                        HeardRecords.line("error", "j.n.ConnectException", 9000)),
                heard.lines().subList(1, 5));
    }

    @Test
    void assertionsAreLinesThatSayNothing() throws Exception {
        TextLogWriter log = new TextLogWriter("\n", "s")
                .assertion()
                .assertion()
                .header("3.12.0", "S", "")
                .user(0, false, 3);

        LogState state = read(log);

        assertEquals(new LogState.Complete(4, log.bytes().length), state);
        assertEquals(2, heard.lines().size());
    }

    @Test
    void logThatEndsBeforeItsHeaderIsTruncated() throws Exception {
        TextLogWriter log = new TextLogWriter("\n").assertion();

        assertEquals(new LogState.Truncated(1, log.bytes().length, 0), read(log));
    }

    @Test
    void lastLineWithoutItsEndIsCutEvenWhereItCouldBeRead() throws Exception {
        TextLogWriter log = TextLogWriter.of("S", "s").user(0, true, 5).user(0, false, 70);
        byte[] withoutEnd = Arrays.copyOf(log.bytes(), log.bytes().length - 1);

        LogState state = read(withoutEnd);

        assertEquals(new LogState.Truncated(2, log.ends().get(1), 5), state);
    }

    @Test
    void errorOfSeveralLinesIsOneRecord() throws Exception {
        String message = "Unexpected character ('<')\n at [line: 1]\n\tat x.Y";
        TextLogWriter log = TextLogWriter.of("S", "s").error(message, 12).user(0, false, 13);

        LogState state = read(log);

        assertEquals(new LogState.Complete(3, log.bytes().length), state);
        assertEquals(HeardRecords.line("error", message, 12), heard.lines().get(1));
    }

    /** Editors take away blanks and TABs at the ends of lines, and put a byte order mark before the first one. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\t"})
    void logThatAnEditorStrippedIsReadAsUsual(String left) throws Exception {
        TextLogWriter log = TextLogWriter.of("S", "s")
                .request(List.of("g"), "OK", 5, 55, true, "")
                .request(List.of(), "tab\t7", 6, 56, false, "")
                .request(List.of(), "score", 7, 57, false, "OK")
                .group(List.of("g"), 5, 58, true)
                .user(0, false, 60);
        LogState whole = read(log);
        List<String> records = heard.lines();
        HeardRecords stripped = new HeardRecords();
        String text =
                "\ufeff" + new String(log.bytes(), StandardCharsets.UTF_8).replace("\t \n", left + "\n") + "\n\r\n";

        LogState state = SimulationLog.read(Files.writeString(folder.resolve("stripped.log"), text), stripped);

        assertEquals(records, stripped.lines());
        assertEquals(
                HeardRecords.line("request", List.of("g"), "OK", 5, 55, true, ""),
                stripped.lines().get(1));
        assertEquals(
                HeardRecords.line("request", List.of(), "score", 7, 57, false, "OK"),
                stripped.lines().get(3));
        assertEquals(whole.records(), state.records());
        assertTrue(state.isComplete(), state::description);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "USER\tSTART\t1795478398299|too few columns",
                "USER\ts\tSTOP\t1795478398299|neither START nor END",
                "USER\ts\tSTART\t179547839829x|no number where one should be",
                "USER\ts\tSTART\t-1795478398299|no number where one should be",
                "USER\ts\tSTART\t|no number where one should be",
                "USER\ts\tSTART\t1234567890123456789|no number where one should be",
                "USER\ts\tSTART\t9795478398299|a time 8000000000001 ms after the start",
                "REQUEST\tg\t1795478398299\t1795478398300\tOK\t |too few columns",
                "REQUEST\tg\tn\t1795478398299\t1795478398300\tok\t |neither OK nor KO",
                "GROUP\tg\t1795478398299\t1795478398300\tx\tOK|no number where one should be",
                "ERROR\tboom|an error without its time",
                "RUN\tx.Y\ty\t1\t \t3.12.0|a second header",
                "ASSERTION\tAAEC|a line of no known kind",
                "user\ts\tSTART\t1795478398299|a line of no known kind",
                " |a line of no known kind"
            })
    void lineThatMakesNoSenseEndsTheReadingWhereItBegins(String lineAndReason) throws Exception {
        String[] parts = lineAndReason.split("\\|", -1);
        TextLogWriter log =
                TextLogWriter.of("S", "s").user(0, true, 1).line(parts[0]).user(0, false, 2);

        LogState state = read(log);

        assertEquals(new LogState.Corrupt(2, log.ends().get(1), log.bytes().length, parts[1]), state);
        assertEquals(2, heard.lines().size());
    }

    @Test
    void lineWithoutEndIsGivenUpAtTheSizeOfTheBuffer() throws Exception {
        byte[] header = TextLogWriter.of("S", "s").bytes();
        Path file = folder.resolve("simulation.log");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(header);
            for (int i = 0; i < 32; i++) {
                out.write(new byte[(int) MEBIBYTE]);
            }
        }

        long before = allocated();
        LogState state = SimulationLog.read(file, heard);
        long forIt = allocated() - before;

        LogState.Corrupt corrupt = assertInstanceOf(LogState.Corrupt.class, state);
        assertEquals(header.length, corrupt.offset());
        assertEquals("a line of more than 1048576 bytes", corrupt.reason());
        assertTrue(forIt < 3 * MEBIBYTE, forIt + " bytes were allocated");
    }

    @Test
    void bytesThatAreNoUtf8AreReadAsUnknownCharacters() throws Exception {
        byte[] log = TextLogWriter.of("S", "s").error("f\u00fcr", 1).bytes();

        LogState state = read(new String(log, StandardCharsets.UTF_8).getBytes(StandardCharsets.ISO_8859_1));

        assertInstanceOf(LogState.Complete.class, state);
        assertEquals(HeardRecords.line("error", "f\ufffdr", 1), heard.lines().get(1));
    }

    @Test
    void namesThatComeAgainAreAllocatedOnce() throws Exception {
        TextLogWriter log = TextLogWriter.of("S", "s");
        int requests = 100_000;
        for (int i = 0; i < requests; i++) {
            log.request(List.of("step " + i % 50), "score", i, i + 20, i % 3 > 0, i % 3 > 0 ? "" : "refused: HTTP 503");
        }
        Path file = log.writeTo(folder);

        long before = allocated();
        LogState state = SimulationLog.read(file, new Deaf());
        long forIt = allocated() - before;

        assertEquals(requests + 1, state.records());
        assertTrue(forIt < 3 * MEBIBYTE, forIt + " bytes were allocated for " + requests + " requests");
    }

    @Test
    void everNewMessagesStayRight() throws Exception {
        TextLogWriter log = TextLogWriter.of("S", "s");
        int errors = 30_000;
        for (int i = 0; i < errors; i++) {
            log.error("id " + i, i);
        }

        read(log);

        for (int i = 0; i < errors; i++) {
            assertEquals(HeardRecords.line("error", "id " + i, i), heard.lines().get(i + 1));
        }
    }

    private LogState read(TextLogWriter log) throws Exception {
        return read(log.bytes());
    }

    private LogState read(byte[] bytes) throws Exception {
        return SimulationLog.read(Files.write(folder.resolve("simulation.log"), bytes), heard);
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static final class Deaf implements LogListener {
        @Override
        public void run(RunHeader header) {}

        @Override
        public void request(
                List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message) {}
    }
}
