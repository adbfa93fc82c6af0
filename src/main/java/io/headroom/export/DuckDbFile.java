package io.headroom.export;

import static java.util.Comparator.naturalOrder;

import io.headroom.load.Outcome;
import io.headroom.run.FileMark;
import io.headroom.runlog.ReadingProgress;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes requests into a DuckDB file, with the tables {@code requests}, {@code steps}, {@code logs} and {@code missing}, and the views
 * of {@code views.sql}.
 *
 * <p>These choices were measured on 3 million requests:
 *
 * <ul>
 *   <li>ENUMs, for text columns with few distinct values, make the file a third smaller and halve the time to write it.
 *   <li>Times in milliseconds make the file another third smaller.
 *   <li>DuckDB's appender takes 1 µs per row. To read CSV through a named pipe took 0.7 µs plus the time to write the CSV, and not every
 *       system has named pipes. A table function in Java took 0.6 µs, but needs a second thread that hands rows over.
 * </ul>
 */
final class DuckDbFile implements RequestSink, AutoCloseable {

    /** Names the format of DuckDB's long-term release, which later releases also read. Newer formats make the file no smaller. */
    private static final String STORAGE = "v1.4.0";

    private static final String DATABASE = "records";
    private static final String MEMORY = "512MB";
    private static final int MOST_THREADS = 4;

    /** The mark of such files. */
    static final FileMark MARK = new FileMark("a database of records", DuckDbFile::isOurs);

    private static final List<String> COMMENTS = List.of(
            "TABLE requests IS 'Every request, in the order of the logs; sequence numbers the requests of each client'",
            "COLUMN requests.time IS 'When it was sent, UTC; all logs of a run have one clock'",
            "COLUMN requests.latency IS 'Milliseconds from its start to its end'",
            "COLUMN requests.state IS 'ok, or how it failed'",
            "COLUMN requests.error IS 'The message of the log; NULL when ok'",
            "COLUMN requests.step IS 'Number of the step, see steps; NULL outside of steps'",
            "COLUMN requests.groups IS 'The groups around it, outermost first; in a step its label'");

    private final String run;
    private final DuckDBConnection connection;
    private final String[] states =
            Arrays.stream(Outcome.values()).map(Outcome::word).toArray(String[]::new);
    private DuckDBAppender appender;

    private DuckDbFile(String run, DuckDBConnection connection) {
        this.run = run;
        this.connection = connection;
    }

    /**
     * Writes all requests into a file.
     *
     * @throws IOException            if a log cannot be read
     * @throws UnreadableLogException if a file is no longer a log
     * @throws ExportException        if the database cannot be written
     */
    static void write(RunRecords records, UnfinishedFile file, ReadingProgress progress)
            throws IOException, UnreadableLogException, ExportException {
        try (DuckDbFile database = new DuckDbFile(records.run(), open(file.temporary()))) {
            database.createTables(records.scan());
            database.beginRows();
            records.writeTo(database, progress, file::isAbandoned);
            database.endRows();
            StepsTable.add(records.run(), records.scan().steps().values(), database.connection);
            LogsTable.add(records, database.connection);
            MissingTable.add(records.run(), records.completeness(), database.connection);
            database.createViews();
            database.detach();
        } catch (SQLException e) {
            throw new ExportException(firstLine(e), e);
        } catch (LinkageError e) {
            throw new ExportException("DuckDB does not run on this system: " + rootOf(e), e);
        }
    }

    private static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }

    /** Attaches the file to a database in memory, since a JDBC URL cannot hold every name that a file can have. */
    private static DuckDBConnection open(Path file) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("memory_limit", MEMORY);
        properties.setProperty(
                "threads",
                Integer.toString(Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors())));
        properties.setProperty("temp_directory", file + ".tmp");
        properties.setProperty("autoinstall_known_extensions", "false");
        DuckDBConnection connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "ATTACH " + literal(file.toString()) + " AS " + DATABASE + " (STORAGE_VERSION '" + STORAGE + "')");
            statement.execute("USE " + DATABASE);
        }
        return connection;
    }

    /** Returns whether a file is a database that this class wrote, of any version. */
    private static boolean isOurs(Path file) throws IOException {
        try (Connection memory = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = memory.createStatement()) {
            statement.execute("ATTACH " + literal(file.toString()) + " AS " + DATABASE + " (READ_ONLY)");
            try (ResultSet tables =
                    statement.executeQuery("SELECT count(*) FROM duckdb_tables() WHERE database_name = '" + DATABASE
                            + "' AND table_name IN ('requests', 'logs') AND comment IS NOT NULL")) {
                return tables.next() && tables.getInt(1) == 2;
            }
        } catch (SQLException noDatabase) { // or one that another process holds, which must not be replaced either
            return false;
        }
    }

    private void createTables(LogScan scan) throws SQLException {
        String runType = type(List.of(run));
        String clientType = type(scan.clients().sortedIfFew(ClientName.ORDER));
        execute("CREATE TABLE requests (run " + runType + ", client " + clientType
                + ", sequence BIGINT, time TIMESTAMP_MS, latency INTEGER, state "
                + type(Arrays.stream(states).sorted().toList()) + ", error "
                + type(scan.errors().sortedIfFew(naturalOrder())) + ", step INTEGER, name "
                + type(scan.names().sortedIfFew(naturalOrder())) + ", groups "
                + type(scan.groups().sortedIfFew(naturalOrder())) + ")");
        for (String comment : COMMENTS) {
            execute("COMMENT ON " + comment);
        }
        execute(StepsTable.statement(runType));
        executeAll(LogsTable.statements(runType, clientType));
        executeAll(MissingTable.statements(runType));
    }

    /** Returns an ENUM of the values, which sorts them in the order given, or a VARCHAR if there are no values. */
    private static String type(List<String> values) {
        return values.isEmpty()
                ? "VARCHAR"
                : values.stream().map(DuckDbFile::literal).collect(Collectors.joining(", ", "ENUM (", ")"));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Begins the transaction in SQL: after setAutoCommit(false) the appender would still commit, and write, every row twice. */
    private void beginRows() throws SQLException {
        execute("BEGIN TRANSACTION");
        appender = connection.createAppender(DATABASE, "main", "requests");
    }

    @Override
    public void add(
            RequestContext context,
            long sequence,
            long startEpochMillis,
            int latencyMillis,
            Outcome state,
            String error)
            throws IOException {
        try {
            appender.beginRow()
                    .append(run)
                    .append(context.client())
                    .append(sequence)
                    .appendEpochMillis(startEpochMillis)
                    .append(latencyMillis)
                    .append(states[state.ordinal()]);
            appendTextIf(state != Outcome.OK, error);
            if (context.step().isPresent()) {
                appender.append(context.step().get().number());
            } else {
                appender.appendNull();
            }
            appender.append(context.name());
            appendTextIf(!context.groups().isEmpty(), context.groups());
            appender.endRow();
        } catch (SQLException e) {
            throw new IOException(firstLine(e), e);
        }
    }

    private void appendTextIf(boolean condition, String text) throws SQLException {
        if (condition) {
            appender.append(text);
        } else {
            appender.appendNull();
        }
    }

    /** Flushes the last rows before it closes the appender, since closing alone would ignore errors. */
    private void endRows() throws SQLException {
        appender.flush();
        appender.close();
    }

    private void createViews() throws SQLException {
        executeAll(Views.statements());
    }

    /** Writes to the file what is still in memory, since closing the connection alone would ignore errors. */
    private void detach() throws SQLException {
        execute("COMMIT");
        execute("USE memory");
        execute("DETACH " + DATABASE);
    }

    private void executeAll(List<String> statements) throws SQLException {
        for (String statement : statements) {
            execute(statement);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns the first line of DuckDB's message; the other lines show the statement. */
    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
