package io.headroom.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.report.ReportedRun;
import io.headroom.report.RunReport;
import io.headroom.runlog.ScriptedRun;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {

    @TempDir
    private Path results;

    @Test
    void lineOfARunHoldsItsFiguresUnderTheirNames() throws Exception {
        RunReport report = RunReport.of(ReportedRun.written(results.resolve("one"), ScriptedRun.saturated()));

        put(HistoryLine.of(report));

        String fingerprint = report.workload().orElseThrow().fingerprint().all();
        assertEquals(
                "time\trun\tname\tsimulation\tverdict\tanswered\tsaturationGoodputPerSecond\tconfidence95LowPerSecond"
                        + "\tconfidence95HighPerSecond\tnotSaturatedGoodputPerSecond\ttargetOfferedPerSecond\ttargetAchievedPerSecond\ttargetRefusedShare"
                        + "\ttargetLatencyMillisP95\tcomplete\tworkloadFingerprint\theadroomVersion\tmachineFull\treason\n"
                        + "1970-01-01T00:16:40Z\tone\t127.0.0.1:8080/score\tSingleClientSimulation\tsaturated\ttrue\t241.9979\t163.514\t358.1529\t\t169.4\t169\t0"
                        + "\t50\ttrue\t" + fingerprint + "\t0.1.0\tfalse\t\n",
                Files.readString(history().file()));
    }

    @Test
    void whatWasNotMeasuredIsEmpty() throws Exception {
        RunReport report = RunReport.of(ReportedRun.written(
                results.resolve("one"), ScriptedRun.saturated().smokeFailed("client error: HTTP 404")));

        HistoryLine line = HistoryLine.of(report);

        assertEquals(List.of("", "", "", "", "", "", "", ""), line.cells().subList(6, 14));
        assertEquals("no-verdict", line.cell(HistoryLine.VERDICT));
        assertThat(line.cell(HistoryLine.REASON)).startsWith("HTTP 404: nothing at this path.");
    }

    @Test
    void sameRunReplacesItsLineAndOthersStay() throws Exception {
        put(line("a", "1"));
        put(line("b", "2"));
        put(line("a", "3"));

        assertEquals(List.of("a=3", "b=2"), runs());
    }

    @Test
    void cellsCannotMakeLinesOrColumns() throws Exception {
        put(line("a\tb\nc", "1"));
        put(line("d", "2"));

        assertEquals(List.of("a b c=1", "d=2"), runs());
    }

    @Test
    void columnsOfOtherVersionsAreReadByTheirNames() throws Exception {
        Files.writeString(
                history().file(), "gone\tsaturationGoodputPerSecond\trun\nx\t7\ta\nx\t8\nx\t9\tc\ttoo\tmany\n");

        put(line("b", "2"));

        assertEquals(List.of("a=7", "=8", "c=9", "b=2"), runs());
    }

    @Test
    void emptyFileIsAHistoryWithoutRuns() throws Exception {
        Files.writeString(history().file(), "");

        put(line("a", "1"));

        assertEquals(List.of("a=1"), runs());
    }

    @Test
    void fileThatASpreadsheetSavedIsRead() throws Exception {
        Files.writeString(history().file(), "\uFEFFrun\tsaturationGoodputPerSecond\r\na\t7\r\n\r\n\t\r\n");

        put(line("b", "2"));

        assertEquals(List.of("a=7", "b=2"), runs());
    }

    @Test
    void fileThatIsTooLargeSaysWhatToDo() throws Exception {
        try (RandomAccessFile large = new RandomAccessFile(history().file().toFile(), "rw")) {
            large.setLength((1 << 23) + 1);
        }

        assertThat(assertThrows(IOException.class, () -> put(line("b", "2"))))
                .hasMessage(history().file()
                        + " has more than 8388608 bytes and is left as it is, so that no run is added to it;"
                        + " move it away, and a new one begins with the next run");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"date\tweight\n2026-01-01\t80\n", "date\tnote\n2026-01-01\tsaturationGoodputPerSecond was 80\n"})
    void fileOfSomebodyElseIsLeftAsItIs(String text) throws Exception {
        Files.writeString(history().file(), text);

        IOException refused = assertThrows(IOException.class, () -> put(line("b", "2")));

        assertThat(refused)
                .hasMessageContaining("history.tsv was not written: it exists and is not a history of Headroom");
        assertEquals(text, Files.readString(history().file()));
    }

    @Test
    void fileInAnotherEncodingIsLeftAsItIs() throws Exception {
        byte[] latin = "run\ngr\u00FCn\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(history().file(), latin);

        IOException refused = assertThrows(IOException.class, () -> put(line("b", "2")));

        assertThat(refused.getMessage()).contains("history.tsv is not in UTF-8");
        assertArrayEquals(latin, Files.readAllBytes(history().file()));
    }

    /** A run that hangs does not hang the others for ever. */
    @Test
    void lockThatIsNotReleasedIsNotAwaitedForEver() throws Exception {
        Process holder = java("lock");
        try {
            assertEquals("locked", holder.inputReader().readLine());

            IOException refused = assertThrows(IOException.class, () -> put(line("b", "2")));

            assertThat(refused.getMessage()).contains("has held .history.lock for 10 s");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        put(line("c", "3"));
        assertEquals(List.of("a=1", "c=3"), runs());
    }

    @Test
    void noRunOfManyThatEndAtOnceIsLost() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Callable<Void>> runs = IntStream.range(0, 40)
                .mapToObj(i -> (Callable<Void>) () -> {
                    put(line("run" + i, "1"));
                    return null;
                })
                .toList();
        for (Future<Void> done : pool.invokeAll(runs)) {
            done.get();
        }
        pool.shutdown();

        assertEquals(40, runs().stream().distinct().count());
    }

    /** Several processes, as runs that end at once are. */
    @Test
    void noRunOfManyProcessesIsLost() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(java("process" + i));
        }
        for (Process process : processes) {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running");
            assertEquals(0, process.exitValue());
        }

        assertEquals(60, runs().stream().distinct().count());
    }

    private Process java(String name) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        return new ProcessBuilder(java, "-cp", classPath, HistoryTest.class.getName(), results.toString(), name)
                .redirectError(Redirect.INHERIT)
                .start();
    }

    /** Adds twenty runs to the history of the folder that the first argument names, or holds its lock. */
    public static void main(String[] args) throws Exception {
        if ("lock".equals(args[1])) {
            new History(Path.of(args[0])).put(line("a", "1"), lines -> {
                System.out.println("locked");
                LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(1));
            });
        }
        for (int i = 0; i < 20; i++) {
            new History(Path.of(args[0])).put(line(args[1] + "-" + i, "1"), lines -> {});
        }
    }

    private History history() {
        return new History(results);
    }

    private void put(HistoryLine line) throws Exception {
        history().put(line, lines -> {});
    }

    private List<String> runs() throws Exception {
        return history().lines().stream()
                .map(line -> line.cell(HistoryLine.RUN) + "=" + line.cell(HistoryLine.CAPACITY))
                .toList();
    }

    private static HistoryLine line(String run, String capacity) {
        List<String> cells = new ArrayList<>(Collections.nCopies(HistoryLine.COLUMNS.size(), ""));
        cells.set(HistoryLine.COLUMNS.indexOf(HistoryLine.RUN), run);
        cells.set(HistoryLine.COLUMNS.indexOf(HistoryLine.CAPACITY), capacity);
        return new HistoryLine(cells);
    }
}
