package io.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.export.Database;
import io.headroom.report.ReportedRun;
import io.headroom.runlog.ScriptedRun;
import io.headroom.simlog.BinaryLogWriter;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportCommandTest {

    private static final Path LOGS = Path.of("src", "test", "resources", "logs");

    /** Outcomes by their keys in {@code headroom.json}. */
    private static final List<String> OUTCOMES = List.of("ok", "refused", "notReady");

    @TempDir
    private Path folder;

    @Test
    void databaseCountsAsAnalyzeDoes() throws Exception {
        Path run = folder.resolve("run");
        ReportedRun.written(run, ScriptedRun.saturated());
        Path file = exported(run);

        JsonNode document = new ObjectMapper()
                .readTree(Typed.headroom("analyze", "--json", run.toString()).out());
        List<String> expected = new ArrayList<>();
        for (JsonNode step : document.path("steps")) {
            for (String outcome : OUTCOMES) {
                long count = step.at("/requests/" + outcome).asLong();
                if (count > 0) {
                    expected.add(step.path("number").asInt() + "|"
                            + step.path("label").asText() + "|" + outcome + "|" + count);
                }
            }
        }
        assertEquals(
                expected,
                Database.query(
                        file,
                        "SELECT step, label, state, count(*) FROM messages JOIN steps USING (run, step) WHERE measured"
                                + " GROUP BY ALL ORDER BY step, state"));
        assertEquals(15 + 5, expected.size());
    }

    /** The run starts on a full second, so the seconds of the run are those of the clock. */
    @Test
    void latencyOverTimeIsThatOfAnalyze() throws Exception {
        Path run = folder.resolve("run");
        ReportedRun.written(run, ScriptedRun.saturated());
        Path file = exported(run);

        List<String> lines = Typed.headroom("analyze", "--csv", "seconds", run.toString())
                .out()
                .lines()
                .toList();
        List<String> columns = List.of(lines.get(0).split(",", -1));
        List<String> expected = lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> cells[columns.indexOf("startMillis")] + "|" + cells[columns.indexOf("requestsOk")])
                .toList();
        List<String> seconds = Database.query(
                file, "SELECT epoch_ms(ended) - 1000000, good FROM latency_over_time WHERE good > 0 OR messages > 0");
        assertEquals(expected.stream().filter(line -> !line.endsWith("|0")).toList(), seconds);
        assertTrue(seconds.size() > 15, seconds.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.11.5", "3.12.0", "3.13.5", "3.14.9", "3.15.1"})
    void logsOfEveryGatlingGiveWhatItPrinted(String version) throws Exception {
        Properties printed = new Properties();
        try (InputStream in = Files.newInputStream(LOGS.resolve("staircase-" + version + ".properties"))) {
            printed.load(in);
        }
        Path file = exported(LOGS.resolve("staircase-" + version + ".log"));

        assertEquals(
                List.of("staircase-" + version + "|" + printed.getProperty("requests.total") + "|"
                        + printed.getProperty("requests.ok") + "|" + printed.getProperty("requests.ko") + "|1"),
                Database.query(file, "SELECT client, messages, good, bad, distinct_errors FROM client_totals"));
        assertEquals(
                List.of(
                        "fails|g|refused|" + printed.getProperty("fails.ko"),
                        "ok|g|ok|" + printed.getProperty("ok.ok")),
                Database.query(file, "SELECT name, groups, state, count(*) FROM requests GROUP BY ALL ORDER BY name"));
    }

    /** Compares the CSV, as DuckDB reads it, with the rows of the database. */
    @ParameterizedTest
    @ValueSource(strings = {"adaptive-3.12.0", "adaptive-3.14.9"})
    void csvHoldsTheRowsOfTheDatabase(String name) throws Exception {
        Path log = folder.resolve(name + ".log");
        Path packed = LOGS.resolve(name + ".log.gz");
        try (InputStream in = Files.exists(packed)
                ? new GZIPInputStream(Files.newInputStream(packed))
                : Files.newInputStream(LOGS.resolve(name + ".log"))) {
            Files.copy(in, log);
        }
        Path file = exported(log);
        Path csv = folder.resolve("records.csv");

        Typed typed = Typed.headroom("export", log.toString(), "--to", csv.toString());

        assertEquals(0, typed.status(), typed.err());
        String differences = "SELECT count(*) FROM (FROM %s EXCEPT ALL FROM %s)";
        String asRead = "(SELECT * REPLACE (state::VARCHAR AS state, client::VARCHAR AS client, run::VARCHAR AS run,"
                + " name::VARCHAR AS name, error::VARCHAR AS error, groups::VARCHAR AS groups) FROM requests)";
        String read = "(SELECT * REPLACE (time::TIMESTAMP_MS AS time) FROM read_csv('" + csv
                + "', header = true, delim = ',', quote = '\"', escape = '\"', columns = {run: 'VARCHAR', client: 'VARCHAR',"
                + " sequence: 'BIGINT', time: 'TIMESTAMP', latency: 'INTEGER', state: 'VARCHAR', error: 'VARCHAR',"
                + " step: 'INTEGER', name: 'VARCHAR', groups: 'VARCHAR'}))";
        assertEquals(List.of("0"), Database.query(file, differences.formatted(asRead, read)));
        assertEquals(List.of("0"), Database.query(file, differences.formatted(read, asRead)));
        assertTrue(Long.parseLong(
                        Database.query(file, "SELECT count(*) FROM requests").get(0))
                > 5000);
    }

    @Test
    void injectorsAreClientsOfOneRunHoweverTheyAreNamed() throws Exception {
        Path run = folder.resolve("run");
        ReportedRun.written(run.resolve("a"), ScriptedRun.saturated());
        ReportedRun.written(run.resolve("b"), ScriptedRun.saturated());
        String query = "SELECT run, client, messages, measured FROM messages_received";

        List<String> ofFolder = Database.query(exported(run), query);

        assertEquals(2, ofFolder.size());
        assertEquals("run|a|", ofFolder.get(0).substring(0, 6));
        assertEquals(ofFolder.get(0).replace("|a|", "|b|"), ofFolder.get(1), "both sent the same");
        assertEquals(ofFolder, Database.query(exported(run.resolve("b"), run.resolve("a")), query));
        assertEquals(ofFolder, Database.query(exported(run.resolve("b"), run), query), "each log once");
    }

    @Test
    void incompleteLogIsExportedWithAWarning() throws Exception {
        Path run = folder.resolve("run");
        byte[] whole = ScriptedRun.saturated().log().bytes();
        Files.createDirectories(run);
        Files.write(run.resolve("simulation.log"), Arrays.copyOf(whole, whole.length / 2));
        Path file = folder.resolve("records.duckdb");

        Typed typed = Typed.headroom("export", run.toString(), "--to", file.toString());

        assertEquals(0, typed.status());
        assertThat(typed.err()).startsWith(run.resolve("simulation.log") + ": the log is cut off inside record ");
        assertThat(typed.err()).endsWith("; what came before is exported" + System.lineSeparator());
        assertEquals(
                List.of("false|the log is cut off inside record"),
                Database.query(file, "SELECT complete, substr(reason, 1, 32) FROM logs"));
        assertThat(typed.out()).matches("\\d{4} requests are in .*records.duckdb\\R");
    }

    @Test
    void fileIsReplacedAndNothingElseIsLeft() throws Exception {
        Path run = folder.resolve("run");
        ReportedRun.written(run, ScriptedRun.saturated());
        Path first = exported(run);
        long requests = Long.parseLong(
                Database.query(first, "SELECT count(*) FROM requests").get(0));

        Path second = exported(run);

        assertEquals(first, second);
        assertEquals(List.of(Long.toString(requests)), Database.query(second, "SELECT count(*) FROM requests"));
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count(), "the run and the database");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "export RUN --to FOLDER/a.txt; expected a file that ends with .csv or .duckdb, or - for CSV",
                "export RUN --to FOLDER/nowhere/a.csv; nowhere/a.csv cannot be written: there is no folder",
                "export RUN --to FOLDER/folder.csv; folder.csv cannot be written: it is a folder",
                "export FOLDER/nowhere --to FOLDER/a.csv; nowhere does not exist",
                "export RUN; Missing required option: '--to=FILE'",
                "export --to FOLDER/a.csv; RUN"
            })
    void wrongUsageIsExplained(String line, String mistake) throws Exception {
        Path run = folder.resolve("run");
        BinaryLogWriter.of("x.Y", "s").writeTo(run);
        Files.createDirectory(folder.resolve("folder.csv"));

        Typed typed = Typed.headroom(line.replace("FOLDER", folder.toString())
                .replace("RUN", run.toString())
                .split(" "));

        assertEquals(2, typed.status());
        assertThat(typed.err()).contains(mistake);
        assertEquals("", typed.out());
        assertFalse(Files.exists(folder.resolve("a.csv")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"records.csv", "records.DUCKDB"})
    void fileThatIsNoLogCannotBeRead(String name) throws Exception {
        Path log = Files.writeString(folder.resolve("simulation.log"), "RUN\tx.Y\ty\t1\t \t3.3.1\n");

        Typed typed = Typed.headroom(
                "export", log.toString(), "--to", folder.resolve(name).toString());

        assertEquals(4, typed.status());
        assertThat(typed.err()).contains("of Gatling 3.3.1");
        try (var files = Files.list(folder)) {
            assertEquals(List.of(log), files.toList());
        }
    }

    private Path exported(Path... runs) {
        Path file = folder.resolve("records.duckdb");
        List<String> typed = new ArrayList<>(List.of("export", "--to", file.toString()));
        for (Path run : runs) {
            typed.add(run.toString());
        }
        Typed done = Typed.headroom(typed.toArray(new String[0]));
        assertEquals(0, done.status(), done.err());
        assertEquals("", done.err());
        return file;
    }
}
