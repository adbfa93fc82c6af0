package io.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headroom.report.ReportedRun;
import io.headroom.runlog.ScriptedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What verbs write goes where it is told to go, and replaces nothing that Headroom did not write. */
class WrittenFilesTest {

    private static final Path NULL_DEVICE = Path.of("/dev/null");

    @TempDir
    private Path folder;

    private Path run;

    @BeforeEach
    void writeRun() throws Exception {
        run = folder.resolve("run");
        ReportedRun.written(run, ScriptedRun.saturated());
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulation.log", "workload.json"})
    void pageDoesNotReplaceAFileOfTheRun(String name) throws Exception {
        Path file = run.resolve(name);
        byte[] before = Files.readAllBytes(file);

        Typed typed = Typed.headroom("analyze", "--html", file.toString(), run.toString());

        assertEquals(2, typed.status());
        assertThat(typed.err())
                .contains("--html: " + file + " cannot be written: it exists and is not a page of Headroom; ");
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void recordsDoNotReplaceTheLogThatTheyComeFrom() throws Exception {
        Path log = Files.copy(run.resolve("simulation.log"), folder.resolve("log.csv"));
        byte[] before = Files.readAllBytes(log);

        Typed typed = Typed.headroom("export", log.toString(), "--to", log.toString());

        assertEquals(2, typed.status());
        assertThat(typed.err())
                .contains("--to " + log + " cannot be written: it exists and is not a file of records; ");
        assertArrayEquals(before, Files.readAllBytes(log));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mine.csv", "mine.duckdb"})
    void recordsDoNotReplaceAFileOfSomebodyElse(String name) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "a,b\n1,2\n");

        Typed typed = Typed.headroom("export", run.toString(), "--to", file.toString());

        assertEquals(2, typed.status());
        assertThat(typed.err()).contains("it exists and is not a ");
        assertEquals("a,b\n1,2\n", Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"records.csv", "records.duckdb"})
    void recordsOfAnEarlierExportAreReplaced(String name) {
        String file = folder.resolve(name).toString();

        assertEquals(0, Typed.headroom("export", run.toString(), "--to", file).status());
        assertEquals(0, Typed.headroom("export", run.toString(), "--to", file).status());
    }

    @Test
    void devicesAreWrittenToAndStayDevices() throws Exception {
        assumeTrue(Files.exists(NULL_DEVICE), "a system with devices");
        Path csv = Files.createSymbolicLink(folder.resolve("a.csv"), NULL_DEVICE);
        Path database = Files.createSymbolicLink(folder.resolve("a.duckdb"), NULL_DEVICE);

        Typed page = Typed.headroom("analyze", "--html", NULL_DEVICE.toString(), run.toString());
        Typed records = Typed.headroom("export", run.toString(), "--to", csv.toString());
        Typed refused = Typed.headroom("export", run.toString(), "--to", database.toString());

        assertEquals(0, page.status(), page.err());
        assertEquals(0, records.status(), records.err());
        assertEquals(2, refused.status());
        assertThat(refused.err()).contains("a database can only be written into a file");
        assertTrue(!Files.isRegularFile(NULL_DEVICE) && Files.isSymbolicLink(csv) && Files.isSymbolicLink(database));
    }

    @Test
    void pageThatDoesNotFitOnTheDiskIsAFileThatCannotBeWritten() {
        assumeTrue(Files.exists(Path.of("/dev/full")), "a system with devices");

        Typed typed = Typed.headroom("analyze", "--html", "/dev/full", run.toString());

        assertEquals(4, typed.status());
        assertThat(typed.err()).contains("--html: /dev/full cannot be written: No space left on device");
    }

    @Test
    void onlyReportsThatExistAreNamed() throws Exception {
        Files.writeString(run.resolve("headroom.json"), "{}");
        String without = Typed.headroom("analyze", "--text", run.toString()).out();
        Files.writeString(run.resolve("index.html"), "Gatling was here");
        String with = Typed.headroom("analyze", "--text", run.toString()).out();

        assertThat(without).contains("\nReports: " + run + " (headroom.json)").doesNotContain("index.html");
        assertThat(with).contains("\nReports: " + run + " (headroom.json; Gatling's index.html)");
    }
}
