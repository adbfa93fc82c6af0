package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.export.Database;
import io.headroom.simlog.BinaryLogWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs {@code export} as it is packaged, with the driver of the database beside it. */
@Isolated("its signal is to arrive while the export still runs")
class ExportIT {

    private static final Path JAR = Path.of(System.getProperty("headroom.jar"));
    private static final String LOG = Path.of("src", "test", "resources", "logs", "staircase-3.15.1.log")
            .toAbsolutePath()
            .toString();

    @TempDir
    private Path folder;

    @Test
    void jarWritesADatabaseThatJdbcReads() throws Exception {
        Path file = folder.resolve("records.duckdb");
        try (ForkedProcess export = ForkedProcess.headroom(folder, Map.of(), "export", LOG, "--to", file.toString())) {
            assertEquals(0, export.await(), export.output());
            assertEquals("306 requests are in " + file + "\n", export.output());
        }
        assertEquals(
                List.of("staircase-3.15.1|306|153|153|0.5"),
                Database.query(file, "SELECT client, messages, good, bad, success_rate FROM client_totals"));
    }

    @Test
    void standardOutputIsCsvAndNothingElse() throws Exception {
        try (ForkedProcess export = ForkedProcess.headroom(folder, Map.of(), "export", LOG, "--to", "-")) {
            assertEquals(0, export.await(), export.output());
            List<String> lines = export.output().lines().toList();
            assertEquals(1 + 306, lines.size());
            assertEquals("run,client,sequence,time,latency,state,error,step,name,groups", lines.get(0));
            assertThat(lines.get(306)).startsWith("logs,staircase-3.15.1,306,20");
        }
    }

    @Test
    void withoutTheDriverCsvIsWrittenAndADatabaseIsRefusedWithItsPlace() throws Exception {
        Path jar = Files.copy(JAR, folder.resolve("headroom.jar"));
        Path csv = folder.resolve("records.csv");
        try (ForkedProcess export = alone(jar, "export", LOG, "--to", csv.toString())) {
            assertEquals(0, export.await(), export.output());
        }
        try (ForkedProcess export = alone(
                jar, "export", LOG, "--to", folder.resolve("records.duckdb").toString())) {
            assertEquals(2, export.await(), export.output());
            assertThat(export.output()).contains("cannot be written: DuckDB is missing; expected lib/duckdb_jdbc-");
            assertEquals(1, export.output().lines().count(), export.output());
        }
        assertEquals(1 + 306, Files.readAllLines(csv).size());
    }

    /** Stops the export while it reads or writes. */
    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void nothingIsLeftWhenItIsStopped(String signal) throws Exception {
        BinaryLogWriter log = BinaryLogWriter.of("x.Y", "users");
        for (int i = 0; i < 1_000_000; i++) {
            log.request(List.of("g"), "a", i, i + i % 90, true, "");
        }
        Path run = folder.resolve("run");
        log.writeTo(run);
        Path target = Files.createDirectory(folder.resolve("target"));
        Path file = target.resolve("records.duckdb");
        try (ForkedProcess before = ForkedProcess.headroom(folder, Map.of(), "export", LOG, "--to", file.toString())) {
            assertEquals(0, before.await(), before.output());
        }
        byte[] old = Files.readAllBytes(file);
        try (ForkedProcess export =
                ForkedProcess.headroom(folder, Map.of(), "export", run.toString(), "--to", file.toString())) {
            while (names(target).size() < 2) {
                assertTrue(export.isAlive(), export.output());
                TimeUnit.MILLISECONDS.sleep(5);
            }
            export.signal(signal);
            int status = export.await();
            assertEquals(signal.equals("INT") ? 130 : 143, status, export.output());
            assertThat(export.output()).doesNotContain("\tat ");
        }
        assertEquals(List.of("records.duckdb"), names(target));
        assertArrayEquals(old, Files.readAllBytes(file));
    }

    private ForkedProcess alone(Path jar, String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return ForkedProcess.start(
                folder,
                Map.of(),
                Stream.concat(Stream.of(java, "-jar", jar.toString()), Stream.of(arguments))
                        .toList());
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
