package io.headroom.bench;

import io.headroom.export.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times the export of a run's records, and queries on them in DuckDB and in PostgreSQL. */
@Command(
        name = "export",
        description = {
            "Generates a log and times its export as CSV and into a DuckDB file, as whole processes, and then the views of that",
            "file. Loads the CSV into PostgreSQL with COPY, where its programs are found, and times the same views there."
        },
        mixinStandardHelpOptions = true)
final class ExportBenchmark implements Callable<Integer> {

    static final List<String> VIEWS =
            List.of("messages_received", "errors_by_client", "latency_over_time", "client_totals", "success_rate");

    private static final int STOPPED = 130;

    @Option(
            names = "--requests",
            defaultValue = "20000000",
            description = "Number of requests in the log. Default: ${DEFAULT-VALUE}.")
    private long requests;

    @Option(
            names = "--runs",
            defaultValue = "3",
            description = "Number of runs of each export and view; the median counts. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--heap", defaultValue = "256m", description = "Heap of export (-Xmx). Default: ${DEFAULT-VALUE}.")
    private String heap;

    @Option(names = "--without-postgresql", description = "Time DuckDB only.")
    private boolean withoutPostgres;

    @Option(
            names = "--folder",
            description =
                    "Folder for the log and the records, which are kept. Default: bench beside this jar, deleted afterwards.")
    private Path folder;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        TargetFolder target = TargetFolder.ofThisJar();
        Path results = (folder == null ? target.path().resolve("bench") : folder).toAbsolutePath();
        Path run = results.resolve("generated-" + requests);
        try (Workplace workplace = Workplace.open()) {
            try {
                GeneratedLog.write(run, requests);
                System.out.printf(
                        Locale.ROOT,
                        "log: %d requests, %.0f MB%n",
                        requests,
                        Files.size(run.resolve("simulation.log")) / 1e6);
                Path csv = export(target, run, "records.csv");
                Path database = export(target, run, "records.duckdb");
                List<String> inDuckDb = duckDb(database);
                Optional<Path> programs = withoutPostgres ? Optional.empty() : Postgres.programs();
                if (programs.isPresent()) {
                    compare(inDuckDb, postgres(programs.get(), workplace, csv));
                } else if (!withoutPostgres) {
                    System.out.println(Postgres.MISSING);
                }
                return 0;
            } catch (IOException e) {
                if (workplace.isClosed()) {
                    return STOPPED;
                }
                throw e;
            }
        } finally {
            if (folder == null) {
                Workplace.delete(run);
            }
        }
    }

    private Path export(TargetFolder target, Path run, String name) throws IOException, InterruptedException {
        Path file = run.resolve(name);
        List<String> command = List.of(
                TargetFolder.java(),
                "-Xmx" + heap,
                "-jar",
                target.headroomJar().toString(),
                "export",
                run.toString(),
                "--to",
                file.toString());
        List<Double> seconds = new ArrayList<>();
        double peak = 0;
        for (int i = 0; i < runs; i++) {
            MeasuredProcess process = MeasuredProcess.run(command, Map.of());
            if (process.status() != 0) {
                throw new IOException("export failed:\n" + process.output());
            }
            seconds.add(process.seconds());
            peak = Math.max(peak, process.peakMegabytes());
        }
        System.out.printf(
                Locale.ROOT,
                "export --to %s (-Xmx%s), whole process: median %.2f s of %d runs, peak resident %.0f MB; file %.1f MB%n",
                name,
                heap,
                median(seconds),
                runs,
                peak,
                Files.size(file) / 1e6);
        return file;
    }

    /** Times the views in DuckDB, and returns what they contain, for comparison. */
    private List<String> duckDb(Path file) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Database database = Database.open(file)) {
            for (String view : VIEWS) {
                List<Double> millis = new ArrayList<>();
                List<String> rows = List.of();
                for (int i = 0; i < runs; i++) {
                    long start = System.nanoTime();
                    rows = database.rows("SELECT * FROM " + view);
                    millis.add((System.nanoTime() - start) / 1e6);
                }
                found.add(view + ": " + rows.size() + " rows");
                print("DuckDB", view, rows.size(), millis);
            }
            found.addAll(database.rows(Postgres.CHECK));
        }
        return found;
    }

    /** Loads the records into PostgreSQL, times the views there, and returns what they contain. */
    private List<String> postgres(Path programs, Workplace workplace, Path csv)
            throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        try (Postgres server = Postgres.start(programs, workplace)) {
            System.out.printf(
                    Locale.ROOT,
                    "PostgreSQL: CREATE TABLE and COPY of %s %.2f s, VACUUM ANALYZE %.2f s, views made; table %.1f MB%n",
                    csv.getFileName(),
                    server.load(csv),
                    server.analyze(),
                    server.bytes() / 1e6);
            for (String view : VIEWS) {
                List<Double> millis = new ArrayList<>();
                int rows = 0;
                for (int i = 0; i < runs; i++) {
                    Postgres.Timed timed = server.timed("SELECT * FROM " + view);
                    rows = timed.rows().size();
                    millis.add(timed.millis());
                }
                found.add(view + ": " + rows + " rows");
                print("PostgreSQL", view, rows, millis);
            }
            found.addAll(server.timed(Postgres.CHECK).rows());
        }
        return found;
    }

    private void print(String engine, String view, int rows, List<Double> millis) {
        System.out.printf(
                Locale.ROOT,
                "%-10s %-18s %6d rows  first %8.1f ms, median %8.1f ms of %d%n",
                engine,
                view,
                rows,
                millis.get(0),
                median(millis),
                runs);
    }

    private static void compare(List<String> inDuckDb, List<String> inPostgres) throws IOException {
        if (!inDuckDb.equals(inPostgres)) {
            throw new IOException("DuckDB and PostgreSQL disagree:\n" + inDuckDb + "\n" + inPostgres);
        }
        System.out.println("Both have the same rows and totals.");
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
