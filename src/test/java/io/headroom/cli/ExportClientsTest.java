package io.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.export.Database;
import io.headroom.load.RunPart;
import io.headroom.report.ReportedClients;
import io.headroom.run.Seal;
import io.headroom.runlog.ScriptedInjector;
import io.headroom.runlog.ScriptedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports the folders of a run of three clients: the output says what is missing, and all times are by one clock. */
class ExportClientsTest {

    private static final ScriptedRun RUN = ScriptedRun.byClients();
    private static final ScriptedInjector SECOND = ScriptedInjector.each(RUN, 3).get(1);
    private static final String MISSING =
            "SELECT first_client, last_client, injector, why, requests_at_least FROM missing";
    private static final String LOGS = "SELECT client, complete, reason FROM logs ORDER BY client";

    @TempDir
    private Path folder;

    private Path run;
    private Path second;
    private Path file;

    @BeforeEach
    void write() throws Exception {
        run = folder.resolve("run");
        second = run.resolve("injector-2");
        file = folder.resolve("records.duckdb");
        ReportedClients.written(run, RUN, 3);
    }

    @Test
    void nothingIsSaidOfARunThatIsAllThere() throws Exception {
        assertEquals("", exported().err());
        assertEquals(List.of(), Database.query(file, MISSING));
        assertEquals(
                List.of("client 1|true|null", "client 2|true|null", "client 3|true|null"), Database.query(file, LOGS));
    }

    @Test
    void missingFolderIsToldAndIsInTheDatabase() throws Exception {
        delete(second);

        assertWarning("client 2: it left nothing, so from 0.0 s to ", "requests are missing is unknown");
        assertEquals(List.of("2|2|null|it left nothing|null"), Database.query(file, MISSING));
        assertEquals(
                List.of("1970-01-01 00:16:40.0|true"),
                Database.query(
                        file,
                        "SELECT from_time, to_time >= (SELECT max(time + latency * INTERVAL '1 millisecond') FROM"
                                + " requests) FROM missing"));
        assertEquals(List.of("client 1|true|null", "client 3|true|null"), Database.query(file, LOGS));
    }

    /** Such a log looks complete by itself; only its seal shows that something is missing. */
    @Test
    void logThatEndsWithARecordIsNotComplete() throws Exception {
        byte[] whole = SECOND.log().bytes();
        List<Integer> ends = SECOND.log().ends();
        Files.write(second.resolve("simulation.log"), Arrays.copyOf(whole, ends.get(ends.size() / 2)));

        assertWarning("client 2 (injector-2): its log had " + whole.length + " bytes when it was closed, but has ", "");
        assertOnlySecondLacks("its log had " + whole.length + " bytes when it was closed");
        long read = Long.parseLong(Database.query(file, "SELECT requests FROM logs WHERE client = 'client 2'")
                .get(0));
        assertTrue(read > 0, "what is there is exported");
        assertEquals(
                List.of(Long.toString(SECOND.requests() - read)),
                Database.query(file, "SELECT requests_at_least FROM missing"));
    }

    /** The other log is as long as the sealed one. */
    @Test
    void logThatIsNotTheSealedOneIsNotComplete() throws Exception {
        ScriptedInjector.of(RUN, SECOND.part(), 1).log().writeTo(second);

        assertWarning("client 2 (injector-2): its log is not what it was when it was closed", "");
        assertOnlySecondLacks("its log is not what it was when it was closed");
    }

    @Test
    void clientWithoutALogIsMissingAndTheOthersAreExported() throws Exception {
        Files.delete(second.resolve("simulation.log"));
        Files.delete(second.resolve(Seal.NAME));
        ReportedClients.beat(second, SECOND, 40, 2_000);

        assertWarning("client 2 (injector-2): it left no simulation.log", "at least 40 requests are missing");
        assertOnlySecondLacks("it left no simulation.log");
        assertEquals(List.of("2|2|injector-2|it left no simulation.log|40"), Database.query(file, MISSING));
        assertEquals(
                List.of("1970-01-01 00:16:40.0|1970-01-01 00:16:42.0"),
                Database.query(file, "SELECT from_time, to_time FROM missing"));
        assertEquals(List.of("client 1", "client 3"), Database.query(file, "SELECT client FROM messages_received"));
    }

    @Test
    void csvIsWrittenWithTheSameWarning() throws Exception {
        delete(second);
        Path csv = folder.resolve("records.csv");

        Typed typed = Typed.headroom("export", run.toString(), "--to", csv.toString());

        assertEquals(0, typed.status());
        assertThat(typed.err()).startsWith("WARNING: client 2: it left nothing");
        assertTrue(Files.size(csv) > 0);
    }

    @Test
    void timesAreByOneClock() throws Exception {
        String overTime = "FROM latency_over_time";
        String times = "SELECT client, sequence, time FROM requests ORDER BY ALL";
        exported();
        List<String> right = Database.query(file, overTime);
        List<String> rightTimes = Database.query(file, times);
        writeSecond(900);

        assertEquals("", exported().err());
        assertEquals(right, Database.query(file, overTime));
        assertEquals(rightTimes, Database.query(file, times));
        assertEquals(
                List.of("client 1|0", "client 2|-900", "client 3|0"),
                Database.query(file, "SELECT client, clock_correction_ms FROM logs ORDER BY client"));
        assertEquals(List.of("1970-01-01 00:16:40.0"), Database.query(file, "SELECT DISTINCT start FROM logs"));
    }

    @Test
    void clockThatNobodyKeepsIsTold() throws Exception {
        String overTime = "FROM latency_over_time";
        exported();
        List<String> right = Database.query(file, overTime);
        writeSecond(5_000);

        String told = exported().err();

        assertThat(told).startsWith("WARNING: client 2's clock differs by 5000 ms, corrected, but");
        assertEquals(1, told.lines().count(), told);
        assertEquals(right, Database.query(file, overTime));
    }

    @Test
    void clockThatCannotBeCorrectedIsTold() throws Exception {
        String overTime = "FROM latency_over_time";
        exported();
        List<String> right = Database.query(file, overTime);
        byte[] claim = Files.readAllBytes(second.resolve("client.json"));
        writeSecond(5_000);
        Files.write(second.resolve("client.json"), claim);

        assertEquals(
                List.of("WARNING: client 2's clock differs by 5000 ms, and that cannot be corrected"),
                exported().err().lines().toList());
        assertNotEquals(right, Database.query(file, overTime));
    }

    /** Does not compare the first success, which in analyze is the smoke call. */
    @Test
    void firstAndLastAreThoseOfAnalyze() throws Exception {
        writeSecond(5_000);
        exported();
        List<List<String>> rows = Typed.headroom("analyze", "--csv", "clients", run.toString())
                .out()
                .lines()
                .map(line -> List.of(line.split(",", -1)))
                .toList();
        List<String> columns = rows.get(0);
        List<String> expected = rows.stream()
                .skip(1)
                .map(row -> "client " + row.get(columns.indexOf("client")) + "|"
                        + row.get(columns.indexOf("lastSuccess")) + "|" + row.get(columns.indexOf("firstError")) + "|"
                        + row.get(columns.indexOf("lastError")))
                .toList();

        assertEquals(3, expected.size());
        assertEquals(
                expected,
                Database.query(
                        file,
                        "SELECT client, strftime(last_success, '%Y-%m-%dT%H:%M:%S.%gZ'), strftime(first_error,"
                                + " '%Y-%m-%dT%H:%M:%S.%gZ'), strftime(last_error, '%Y-%m-%dT%H:%M:%S.%gZ') FROM"
                                + " client_totals"));
    }

    private void writeSecond(long aheadMillis) throws Exception {
        RunPart part = SECOND.part();
        var unused = ReportedClients.written(second, RUN, ScriptedInjector.of(RUN, part, aheadMillis));
    }

    private void assertWarning(String beginning, String within) {
        List<String> lines = exported().err().lines().toList();
        assertEquals(1, lines.size(), lines.toString());
        assertThat(lines.get(0)).startsWith("WARNING: " + beginning);
        assertThat(lines.get(0)).contains(within);
        assertThat(lines.get(0)).endsWith("; what is there is exported");
    }

    private void assertOnlySecondLacks(String why) throws Exception {
        List<String> logs = Database.query(file, LOGS);
        assertEquals("client 1|true|null", logs.get(0));
        assertThat(logs.get(1)).startsWith("client 2|false|" + why);
        assertEquals("client 3|true|null", logs.get(2));
        assertEquals(
                List.of("true"),
                Database.query(
                        file,
                        "SELECT why = reason FROM missing JOIN logs ON client::VARCHAR = 'client ' || first_client"));
    }

    private Typed exported() {
        Typed typed = Typed.headroom("export", run.toString(), "--to", file.toString());
        assertEquals(0, typed.status(), typed.err());
        return typed;
    }

    private static void delete(Path directory) throws Exception {
        try (Stream<Path> inside = Files.list(directory)) {
            for (Path each : inside.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(directory);
    }
}
