package io.headroom.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.LogMarks;
import io.headroom.load.Outcome;
import io.headroom.run.RefusedFileException;
import io.headroom.runlog.ReadingProgress;
import io.headroom.runlog.ScriptedRun;
import io.headroom.simlog.BinaryLogWriter;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbFileTest {

    private static final List<String> STEP = List.of("01 hold: 4 callers");
    private static final String REFUSED = "refused: HTTP 503";

    @TempDir
    private Path folder;

    /** Exports two injectors. The expected figures were computed by hand. */
    @Test
    void viewsGiveTheMethodsFigures() throws Exception {
        injector("a")
                .request(List.of(), LogMarks.SMOKE, 0, 40, true, "")
                .request(STEP, LogMarks.SCORE_SETTLING, 100, 200, true, "")
                .request(STEP, LogMarks.SCORE, 500, 600, true, "")
                .request(STEP, LogMarks.SCORE, 900, 1100, true, "")
                .request(STEP, LogMarks.SCORE, 1200, 1201, false, REFUSED)
                .request(List.of(), LogMarks.READINESS, 1300, 1301, false, "not ready: HTTP 502")
                .request(STEP, LogMarks.SCORE, 1400, 1700, true, "")
                .writeTo(folder.resolve("run").resolve("a"));
        injector("b")
                .request(STEP, LogMarks.SCORE, 700, 750, false, REFUSED)
                .request(STEP, LogMarks.SCORE, 800, 2100, false, "timed out")
                .request(STEP, LogMarks.SCORE, 1500, 1502, false, REFUSED)
                .request(STEP, LogMarks.SCORE, 1600, 1650, true, "")
                .writeTo(folder.resolve("run").resolve("b"));
        Path file = exported(log("run/a"), log("run/b"));

        assertEquals(
                List.of(
                        "run|a|5|4|1970-01-01 00:16:40.1|1970-01-01 00:16:41.4",
                        "run|b|4|4|1970-01-01 00:16:40.7|1970-01-01 00:16:41.6"),
                Database.query(file, "FROM messages_received"));
        assertEquals(
                List.of(
                        "run|a|refused|refused: HTTP 503|1|1970-01-01 00:16:41.2|1970-01-01 00:16:41.2",
                        "run|b|refused|refused: HTTP 503|2|1970-01-01 00:16:40.7|1970-01-01 00:16:41.5",
                        "run|b|timed out|timed out|1|1970-01-01 00:16:40.8|1970-01-01 00:16:40.8"),
                Database.query(file, "FROM errors_by_client"));
        assertEquals(
                List.of(
                        "run|1970-01-01 00:16:40.0|3|2|100.0|100",
                        "run|1970-01-01 00:16:41.0|5|3|183.33|300",
                        "run|1970-01-01 00:16:42.0|1|0|null|null"),
                Database.query(
                        file,
                        "SELECT run, ended, messages, good, round(average_latency, 2), longest_latency FROM"
                                + " latency_over_time"));
        assertEquals(
                List.of(
                        "run|a|5|4|1|0.8|175.0|1|1970-01-01 00:16:40.2|1970-01-01 00:16:41.7"
                                + "|1970-01-01 00:16:41.201|1970-01-01 00:16:41.201",
                        "run|b|4|1|3|0.25|50.0|2|1970-01-01 00:16:41.65|1970-01-01 00:16:41.65"
                                + "|1970-01-01 00:16:40.75|1970-01-01 00:16:42.1"),
                Database.query(file, "FROM client_totals"));
        assertEquals(
                List.of("run|a|5|4|0.8", "run|b|4|1|0.25", "run|null|9|5|0.5555555555555556"),
                Database.query(file, "FROM success_rate"));
        assertEquals(
                List.of("11", "7|4"),
                List.of(
                        Database.query(file, "SELECT count(*) FROM requests").get(0),
                        Database.query(
                                        file,
                                        "SELECT max(sequence) FILTER (client = 'a'), max(sequence) FILTER (client = 'b')"
                                                + " FROM requests")
                                .get(0)),
                "all requests are there, numbered for each client");
    }

    @Test
    void rowsHaveAllThatTheLogSays() throws Exception {
        Path file = exported(injector("a")
                .request(List.of(), LogMarks.SMOKE, 5, 45, true, "")
                .request(
                        List.of("07 round 2 up: 14 callers", "client 2: 5 callers"), "score", 900, 1100, false, REFUSED)
                .request(List.of("checkout"), "pay", 1000, 999, false, "")
                .writeTo(folder.resolve("run")));

        assertEquals(
                List.of(
                        "run|run|1|1970-01-01 00:16:40.005|40|ok|null|null|smoke|null",
                        "run|client 2|1|1970-01-01 00:16:40.9|200|refused|refused: HTTP 503|7|score"
                                + "|07 round 2 up: 14 callers / client 2: 5 callers",
                        "run|run|2|1970-01-01 00:16:41.0|0|other error||null|pay|checkout"),
                Database.query(file, "FROM requests"));
        assertEquals(List.of("run|7|07 round 2 up: 14 callers|2|up|14 callers"), Database.query(file, "FROM steps"));
        assertEquals(
                List.of("run|run|" + log("run") + "|true|null|3|1970-01-01 00:16:40.0|x.Y|3.15.1|0"),
                Database.query(file, "FROM logs"));
        assertEquals(
                List.of("UTC"),
                Database.query(
                        file,
                        "SELECT regexp_extract(comment, 'UTC') FROM duckdb_columns() WHERE table_name = 'requests' AND"
                                + " column_name = 'time'"));
    }

    /** The views spell the names in SQL, where no compiler checks them. */
    @Test
    void namesInTheViewsAreThoseOfTheLog() {
        String sql = String.join("\n", Views.statements());

        assertThat(sql).contains("name <> '" + LogMarks.SCORE_SETTLING + "' AS measured");
        assertThat(sql).contains("NOT IN ('" + LogMarks.SMOKE + "', '" + LogMarks.READINESS + "')");
        assertThat(sql).contains("state <> '" + Outcome.OK.word() + "'");
    }

    @Test
    void hostileTextsAreTextsOnly() throws Exception {
        String hostile = "'); DROP TABLE requests; -- \"\\\r\n\0 $1 ;\n";
        Path run = folder.resolve("it's; a \"run\"");
        Path log = injector("a")
                .request(List.of(hostile, hostile), hostile, 0, 1, false, hostile)
                .request(List.of(hostile), hostile, 0, 1, false, "other")
                .writeTo(run);
        Path file = run.resolve("it's; 'b'.duckdb");

        Export.toFile(LogsAlone.of(log), file, ExportFormat.DUCKDB, ReadingProgress.SILENT, ReadingProgress.SILENT);
        Path plain = Files.copy(file, folder.resolve("plain.duckdb"));

        String kept = PlainText.of(hostile);
        assertEquals(
                List.of("it's; a \"run\"|" + kept + "|" + kept + "|" + kept + " / " + kept),
                Database.query(plain, "SELECT run, error, name, groups FROM requests WHERE sequence = 1"));
        assertEquals(List.of("2"), Database.query(plain, "SELECT distinct_errors FROM client_totals"));
    }

    @Test
    void columnOfTooManyTextsIsNoEnum() throws Exception {
        BinaryLogWriter log = injector("a");
        for (int i = 0; i <= DistinctValues.MOST; i++) {
            log.request(List.of(), "name " + i % DistinctValues.MOST, i, i + 1, false, "error " + i);
        }
        Path file = exported(log.writeTo(folder.resolve("run")));

        assertEquals(
                List.of("error|VARCHAR", "groups|VARCHAR", "name|ENUM"),
                Database.query(
                        file,
                        "SELECT column_name, regexp_extract(data_type, '^[A-Z]+') FROM duckdb_columns() WHERE table_name"
                                + " = 'requests' AND column_name IN ('name', 'error', 'groups') ORDER BY 1"));
        assertEquals(
                List.of("1001|1000"),
                Database.query(file, "SELECT count(DISTINCT error), count(DISTINCT name) FROM requests"));
    }

    @Test
    void manyRowsAreAllThereInTheirOrder() throws Exception {
        BinaryLogWriter log = injector("a");
        int requests = 300_001;
        for (int i = 0; i < requests; i++) {
            log.request(STEP, LogMarks.SCORE, i, i + i % 7, i % 100 != 0, i % 100 != 0 ? "" : REFUSED);
            if (i % 5 == 0) {
                log.group(STEP, i, i, true);
            }
        }
        Path file = exported(log.writeTo(folder.resolve("run")));

        assertEquals(
                List.of("300001|300001|0|3001|899998"),
                Database.query(
                        file,
                        "SELECT count(*), max(sequence), count(*) FILTER (epoch_ms(time) <> 999999 + sequence),"
                                + " count(*) FILTER (state = 'refused'), sum(latency) FROM requests"));
    }

    @Test
    void incompleteLogIsExportedAsFarAsItGoesAndSaysSo() throws Exception {
        injector("a").request(STEP, "score", 0, 9, true, "").writeTo(folder.resolve("run/a"));
        byte[] whole = injector("b")
                .request(STEP, "score", 0, 9, true, "")
                .request(STEP, "score", 10, 19, false, REFUSED)
                .bytes();
        Files.createDirectories(folder.resolve("run/b"));
        Files.write(folder.resolve("run/b/simulation.log"), Arrays.copyOf(whole, whole.length - 3));
        Files.createDirectories(folder.resolve("run/c"));
        Files.createFile(folder.resolve("run/c/simulation.log"));
        Path file = folder.resolve("records.duckdb");

        RunRecords records = Export.toFile(
                LogsAlone.of(log("run/a"), log("run/b"), log("run/c")),
                file,
                ExportFormat.DUCKDB,
                ReadingProgress.SILENT,
                ReadingProgress.SILENT);

        assertEquals(2, records.requests());
        assertEquals(2, records.incomplete().size());
        assertThat(records.incomplete().get(0)).startsWith(log("run/b") + ": the log is cut off inside record 3");
        assertEquals(
                List.of("a|true|1|0|false", "b|false|1|1|false", "c|false|0|1|true"),
                Database.query(
                        file, "SELECT client, complete, requests, (reason IS NOT NULL)::INT, start IS NULL FROM logs"));
        assertEquals(List.of("a|1", "b|1"), Database.query(file, "SELECT client, messages FROM messages_received"));
    }

    @Test
    void emptyRunIsAnEmptyDatabase() throws Exception {
        Path file = exported(injector("a").writeTo(folder.resolve("run")));

        assertEquals(List.of("0"), Database.query(file, "SELECT count(*) FROM missing"));
        assertEquals(List.of("0"), Database.query(file, "SELECT count(*) FROM requests"));
        for (String view : List.of("messages_received", "errors_by_client", "latency_over_time", "client_totals")) {
            assertEquals(List.of(), Database.query(file, "FROM " + view), view);
        }
    }

    /** An injector that is still writing may add values that the ENUMs do not have. */
    @Test
    void whatIsWrittenAfterTheScanIsLeftOut() throws Exception {
        BinaryLogWriter log = injector("a").request(STEP, "score", 0, 9, true, "");
        Path path = log.writeTo(folder.resolve("run"));
        RunRecords records = RunRecords.scan(LogsAlone.of(path), ReadingProgress.SILENT);
        log.request(STEP, "another", 10, 19, false, "unheard of").writeTo(folder.resolve("run"));
        Path file = folder.resolve("records.duckdb");

        try (UnfinishedFile unfinished = UnfinishedFile.of(file)) {
            DuckDbFile.write(records, unfinished, ReadingProgress.SILENT);
            unfinished.finish();
        }

        assertEquals(List.of("score"), Database.query(file, "SELECT name FROM requests"));
    }

    @Test
    void logsOfDifferentRunsAreRefusedAndNothingIsLeft() throws Exception {
        ScriptedRun.saturated().log().writeTo(folder.resolve("a"));
        Files.createDirectories(folder.resolve("b"));
        Files.write(
                folder.resolve("b/simulation.log"),
                ScriptedRun.saturated().log(604_800_000).bytes());

        UnreadableLogException refused = assertThrows(UnreadableLogException.class, () -> exported(log("a"), log("b")));

        assertThat(refused.getMessage()).contains("only logs of one run can be merged");
        assertEquals(List.of("a", "b"), files());
    }

    @Test
    void fileThatFailsHalfWayLeavesTheOldOne() throws Exception {
        Path log = injector("a").request(STEP, "score", 0, 9, true, "").writeTo(folder.resolve("run"));
        Path file = Files.writeString(folder.resolve("records.duckdb"), "the old one");
        ReadingProgress none = ReadingProgress.SILENT;
        RunRecords records = RunRecords.scan(LogsAlone.of(log), none);
        Files.delete(log);

        assertThrows(IOException.class, () -> {
            try (UnfinishedFile unfinished = UnfinishedFile.of(file)) {
                DuckDbFile.write(records, unfinished, none);
                unfinished.finish();
            }
        });

        assertEquals("the old one", Files.readString(file));
        assertEquals(List.of("records.duckdb", "run"), files());
    }

    @Test
    void databaseThatIsOpenElsewhereIsNotReplaced() throws Exception {
        Path log = injector("a").request(STEP, "score", 0, 9, true, "").writeTo(folder.resolve("run"));
        Files.createFile(folder.resolve("records.duckdb.wal"));

        RefusedFileException refused = assertThrows(RefusedFileException.class, () -> exported(log));

        assertThat(refused.getMessage()).contains("records.duckdb.wal holds changes to it");
        assertFalse(Files.exists(folder.resolve("records.duckdb")));
    }

    @Test
    void missingDriverIsNamedWithItsPlace() {
        RefusedFileException missing =
                assertThrows(RefusedFileException.class, () -> DuckDbDriver.require("org.duckdb.Missing"));

        assertThat(missing.getMessage()).startsWith("DuckDB is missing; expected lib/duckdb_jdbc-");
    }

    @Test
    void flippedBytesAreExportedOrRefused() throws Exception {
        byte[] whole = Files.readAllBytes(Path.of("src", "test", "resources", "logs", "staircase-3.15.1.log"));
        Random random = new Random(21);
        Path log = folder.resolve("damaged.log");
        int exported = 0;
        for (int trial = 0; trial < 40; trial++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(trial % 2 == 0 ? 600 : whole.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(log, damaged);
            try {
                Path file = exported(log);
                RunRecords records = RunRecords.scan(LogsAlone.of(log), ReadingProgress.SILENT);
                assertEquals(
                        List.of(Long.toString(records.requests())),
                        Database.query(file, "SELECT count(*) FROM requests"));
                exported++;
            } catch (UnreadableLogException refused) {
                assertThat(refused.getMessage()).contains("damaged.log");
            }
        }
        assertTrue(exported > 20, exported + " of 40");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    private Path exported(Path... logs) throws Exception {
        Path file = folder.resolve("records.duckdb");
        var unused = Export.toFile(
                LogsAlone.of(logs), file, ExportFormat.DUCKDB, ReadingProgress.SILENT, ReadingProgress.SILENT);
        return file;
    }

    private static BinaryLogWriter injector(String scenario) {
        return BinaryLogWriter.of("x.Y", scenario);
    }

    private Path log(String name) {
        return folder.resolve(name).resolve("simulation.log");
    }
}
