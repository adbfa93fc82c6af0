package io.headroom.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.headroom.runlog.ReadingProgress;
import io.headroom.simlog.BinaryLogWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("sets the default locale of the JVM")
class CsvRequestsTest {

    private static final String HEADER = "run,client,sequence,time,latency,state,error,step,name,groups\r\n";

    private final Locale before = Locale.getDefault();

    @TempDir
    private Path folder;

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "de-DE", "ar-EG"})
    void rowsAreAsRfc4180AndRfc3339HaveThem(String locale) throws Exception {
        Locale.setDefault(Locale.forLanguageTag(locale));
        BinaryLogWriter log = BinaryLogWriter.of("io.headroom.simulation.SingleClientSimulation", "callers")
                .request(List.of(), "smoke", 10, 60, true, "")
                .request(List.of("01 hold: 4 callers"), "score", 65_432, 65_444, true, "")
                .request(List.of("01 hold: 4 callers"), "score", 65_440, 65_441, false, "refused: HTTP 503, again");

        assertEquals(
                HEADER
                        + "run,run,1,1970-01-01T00:16:40.010Z,50,ok,,,smoke,\r\n"
                        + "run,run,2,1970-01-01T00:17:45.432Z,12,ok,,1,score,01 hold: 4 callers\r\n"
                        + "run,run,3,1970-01-01T00:17:45.440Z,1,refused,\"refused: HTTP 503, again\",1,score,01 hold: 4"
                        + " callers\r\n",
                csv(log));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "plain words, plain words",
                "'a,b', '\"a,b\"'",
                "'say \"no\"', '\"say \"\"no\"\"\"'",
                "'two\nlines', '\"two\nlines\"'",
                "'a\rb', '\"a\rb\"'",
                "'', '\"\"'",
                "ü€𝄞, ü€𝄞",
                "' blank ', ' blank '",
                "'a\tb;c', 'a\tb;c'"
            })
    void cellsAreQuotedWhereTheyMustBe(String text, String cell) {
        assertEquals(cell, new String(CsvRequests.cell(text), StandardCharsets.UTF_8));
    }

    @Test
    void hostileNamesStayInTheirCells() throws Exception {
        String hostile = "a\",\"b\r\n'); DROP TABLE requests; --";
        BinaryLogWriter log = BinaryLogWriter.of("x.Y", "s").request(List.of(hostile), hostile, 0, 1, false, hostile);

        String quoted = "\"a\"\",\"\"b\r\n'); DROP TABLE requests; --\"";
        assertEquals(
                HEADER + "run,run,1,1970-01-01T00:16:40.000Z,1,other error," + quoted + ",," + quoted + "," + quoted
                        + "\r\n",
                csv(log));
    }

    @Test
    void whatIsPrintedCommandsNeitherATerminalNorAPipeline() throws Exception {
        BinaryLogWriter log = BinaryLogWriter.of("x.Y", "s")
                .request(List.of("##[error]x"), "a\u001b[2Jb", 0, 1, false, "two\r\n::set-output name=x::y");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        var unused = Export.toStream(
                LogsAlone.of(log.writeTo(folder.resolve("::run"))),
                out,
                ReadingProgress.SILENT,
                ReadingProgress.SILENT);

        assertEquals(
                HEADER + ": :run,: :run,1,1970-01-01T00:16:40.000Z,1,other error,two ::set-output name=x::y,,"
                        + "a\\u001b[2Jb,# #[error]x\r\n",
                out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void failureWithoutAMessageIsToldFromNone() throws Exception {
        BinaryLogWriter log = BinaryLogWriter.of("x.Y", "s").request(List.of(), "a", 0, 1, false, "");

        assertThat(csv(log)).contains(",other error,\"\",,a,");
    }

    @Test
    void lettersThatNoDatabaseTakesAreReplaced() throws Exception {
        assertEquals("a\uFFFDb", PlainText.of("a\0b"));
        assertEquals("a?b", PlainText.of("a\uD834b"), "half of a letter");
        assertEquals("a𝄞b", PlainText.of("a𝄞b"));
    }

    @Test
    void timesAreThoseOfJava() throws Exception {
        var format = new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
        Random random = new Random(7);
        CsvTime time = new CsvTime();
        long earliest = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
        long latest = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
        for (int i = 0; i < 10_000; i++) {
            long millis = i % 3 == 0
                    ? 1_795_478_398_298L + random.nextInt(100_000)
                    : i == 1 ? earliest : i == 2 ? latest : random.nextLong(earliest, latest);
            byte[] into = new byte[40];
            int end = time.put(millis, into, 3);
            assertEquals(
                    format.format(Instant.ofEpochMilli(millis)),
                    new String(into, 3, end - 3, StandardCharsets.US_ASCII));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 99, 100, 20_000_000, Integer.MAX_VALUE, Long.MAX_VALUE})
    void numbersAreThoseOfJava(long value) {
        byte[] into = new byte[40];
        int end = Digits.put(value, into, 1);
        assertEquals(Long.toString(value), new String(into, 1, end - 1, StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE})
    void impossibleStartsAreMovedIntoTheYearsThatHaveWords(long start) throws Exception {
        BinaryLogWriter log = new BinaryLogWriter()
                .header("3.15.1", "x.Y", start, " ", 0, List.of("s"))
                .request(List.of(), "a", Integer.MIN_VALUE, Integer.MIN_VALUE + 1, true, "")
                .request(List.of(), "a", Integer.MAX_VALUE - 1, Integer.MAX_VALUE, true, "");

        assertEquals(
                2,
                csv(log).lines()
                        .filter(line -> line.matches("run,run,\\d,\\d{4}-.*Z,1,ok,,,a,"))
                        .count());
    }

    @Test
    void rowsLongerThanTheBufferAreWhole() throws Exception {
        List<String> groups = List.of("g".repeat(1000), "h\"".repeat(500), "i".repeat(1000));
        BinaryLogWriter log = BinaryLogWriter.of("x.Y", "s");
        for (int i = 0; i < 200; i++) {
            log.request(groups, "n".repeat(900), i, i + 1, i % 2 == 0, i % 2 == 0 ? "" : "e".repeat(1000));
        }

        List<String> lines = csv(log).lines().skip(1).toList();

        assertEquals(200, lines.size());
        assertThat(lines.get(199)).endsWith(" / " + "i".repeat(1000) + "\"");
        assertEquals(lines.get(2).length(), lines.get(8).length(), "rows that are alike");
    }

    @Test
    void fullDiskIsToldFromALogThatCannotBeRead() throws Exception {
        Path log = BinaryLogWriter.of("x.Y", "s")
                .request(List.of(), "a", 0, 1, true, "")
                .writeTo(folder.resolve("run"));
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        ExportException failed = assertThrows(
                ExportException.class,
                () -> Export.toStream(LogsAlone.of(log), full, ReadingProgress.SILENT, ReadingProgress.SILENT));

        assertEquals("No space left on device", failed.getMessage());
        Path gone = folder.resolve("gone");
        Files.createFile(gone);
        assertThrows(
                IOException.class,
                () -> Export.toStream(
                        LogsAlone.of(gone.resolve("simulation.log")),
                        full,
                        ReadingProgress.SILENT,
                        ReadingProgress.SILENT));
    }

    private String csv(BinaryLogWriter log) throws Exception {
        Path file = folder.resolve("records.csv");
        var unused = Export.toFile(
                LogsAlone.of(log.writeTo(folder.resolve("run"))),
                file,
                ExportFormat.CSV,
                ReadingProgress.SILENT,
                ReadingProgress.SILENT);
        return Files.readString(file);
    }
}
