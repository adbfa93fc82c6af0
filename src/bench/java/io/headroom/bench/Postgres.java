package io.headroom.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A PostgreSQL server that runs in a workplace, and is reached through a socket there. It is set up as by Debian, but with more memory,
 * and without a log for a standby, so that COPY into a new table writes no log.
 */
final class Postgres implements AutoCloseable {

    static final String MISSING = "PostgreSQL is not installed; on Debian: apt-get install postgresql";

    /** Query whose answer must be the same in every database. */
    static final String CHECK = "SELECT sum(messages), sum(good), sum(bad), sum(distinct_errors) FROM client_totals";

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final String USER = "postgres";
    private static final int ATTEMPTS = 200;
    private static final Pattern TIME = Pattern.compile("Time: ([0-9.]+) ms.*");
    private static final String TABLE = """
            CREATE TABLE requests (run text, client text, sequence bigint, time timestamp, latency integer, state text,
              error text, step integer, name text, groups text);
            """;

    private final Path programs;
    private final Path folder;
    private final Process process;

    /**
     * The answer of a query.
     *
     * @param rows   rows, with cells separated by {@code |}
     * @param millis time that the client waited for them
     */
    record Timed(List<String> rows, double millis) {}

    private Postgres(Path programs, Path folder, Process process) {
        this.programs = programs;
        this.folder = folder;
        this.process = process;
    }

    /** Finds the folder of the server's programs, of the newest version; empty where it is not installed. */
    static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("psql")))
                    .max(Comparator.naturalOrder());
        }
    }

    /** Creates a database and starts a server on it. */
    static Postgres start(Path programs, Workplace workplace) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(workplace.folder().resolve("postgresql"));
        if (isRoot()) { // PostgreSQL refuses to run as root
            Files.setPosixFilePermissions(workplace.folder(), PosixFilePermissions.fromString("rwx--x--x"));
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
        }
        Path data = folder.resolve("data");
        Path output = workplace.folder().resolve("postgresql.out");
        Process initdb = workplace.start(
                asUser(List.of(
                        programs.resolve("initdb").toString(),
                        "--auth=trust",
                        "--username=" + USER,
                        "--encoding=UTF8",
                        "--locale=C",
                        "-D",
                        data.toString())),
                Map.of(),
                output);
        if (initdb.waitFor() != 0) {
            throw new IOException("initdb failed:\n" + Files.readString(output));
        }
        List<String> command = new ArrayList<>(
                List.of(programs.resolve("postgres").toString(), "-D", data.toString(), "-k", folder.toString()));
        for (String setting : List.of(
                "listen_addresses=",
                "shared_buffers=512MB",
                "work_mem=64MB",
                "wal_level=minimal",
                "max_wal_senders=0",
                "max_wal_size=4GB",
                "timezone=UTC")) {
            command.addAll(List.of("-c", setting));
        }
        Postgres server = new Postgres(programs, folder, workplace.start(asUser(command), Map.of(), output));
        server.awaitStart(output);
        return server;
    }

    private void awaitStart(Path output) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS && process.isAlive(); attempt++) {
            if (psql(List.of("-c", "SELECT 1")).status() == 0) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IOException("PostgreSQL does not start:\n" + Files.readString(output));
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static List<String> asUser(List<String> command) {
        List<String> whole = new ArrayList<>(
                isRoot()
                        ? List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "--")
                        : List.of());
        whole.addAll(command);
        return whole;
    }

    /** Creates the table, loads the records and creates the views. Returns the seconds that the first two took. */
    double load(Path csv) throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolveSibling("load.sql"),
                TABLE + "\\copy requests from '" + csv.toString().replace("'", "''")
                        + "' with (format csv, header, encoding 'UTF8')\n");
        double seconds = succeed(psql(List.of("-1", "-v", "ON_ERROR_STOP=1", "-f", script.toString())))
                .seconds();
        Path views = Files.writeString(folder.resolveSibling("views.sql"), views());
        succeed(psql(List.of("-v", "ON_ERROR_STOP=1", "-f", views.toString())));
        return seconds;
    }

    private static String views() throws IOException {
        try (InputStream in = Postgres.class.getResourceAsStream("/io/headroom/export/views.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Collects statistics of the table for the planner. Returns the seconds that this took. */
    double analyze() throws IOException, InterruptedException {
        return succeed(psql(List.of("-c", "VACUUM ANALYZE requests"))).seconds();
    }

    /** Returns the size of the table in bytes. */
    double bytes() throws IOException, InterruptedException {
        return Double.parseDouble(
                timed("SELECT pg_total_relation_size('requests')").rows().get(0));
    }

    /** Runs a query and returns its rows and time. */
    Timed timed(String sql) throws IOException, InterruptedException {
        String output = succeed(psql(List.of("-c", "\\timing on", "-c", sql))).output();
        List<String> rows = new ArrayList<>();
        double millis = 0;
        for (String line : output.lines().toList()) {
            Matcher time = TIME.matcher(line);
            if (time.matches()) {
                millis = Double.parseDouble(time.group(1));
            } else {
                rows.add(line);
            }
        }
        return new Timed(rows, millis);
    }

    private MeasuredProcess psql(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("psql").toString(),
                "-X",
                "-q",
                "-A",
                "-t",
                "-h",
                folder.toString(),
                "-U",
                USER,
                "-d",
                USER));
        command.addAll(arguments);
        return MeasuredProcess.run(command, Map.of());
    }

    private static MeasuredProcess succeed(MeasuredProcess psql) throws IOException {
        if (psql.status() != 0) {
            throw new IOException("psql failed:\n" + psql.output());
        }
        return psql;
    }

    /** Ends the server with SIGTERM: killed, it would leave its shared memory behind. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
