package io.headroom.export;

import static java.util.Comparator.naturalOrder;

import io.headroom.load.Outcome;
import io.headroom.load.Step;
import io.headroom.runlog.ReadingProgress;
import io.headroom.simlog.RunHeader;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Requests in a DuckDB file: the tables {@code requests}, {@code steps}, {@code logs} and {@code missing}, and the views of {@code views.sql}.
 *
 * <p>Measured on 3 million requests: ENUMs, for columns whose texts are few, and times in milliseconds each make the file a third
 * smaller, and ENUMs halve the time to load it. DuckDB's appender takes 1 µs a row. Reading CSV through a named pipe took 0.7 µs and
 * the CSV, and not every system has such pipes; a table function in Java 0.6 µs, at the price of a second thread that hands rows over.
 */
final class DuckDbFile implements RequestSink, AutoCloseable {

    /** Of the long-term release: later ones read it, too. Newer formats would make the file no smaller. */
    private static final String STORAGE = "v1.4.0";

    private static final String DATABASE = "records";
    private static final String MEMORY = "512MB";
    private static final int MOST_THREADS = 4;

    private static final List<String> COMMENTS = List.of(
            "TABLE requests IS 'Every request, in the order of the logs; sequence counts those of a client'",
            "COLUMN requests.time IS 'When it was sent: UTC, by the clock of all injectors'",
            "COLUMN requests.latency IS 'From its start to its end, ms'",
            "COLUMN requests.state IS 'ok, or how it failed'",
            "COLUMN requests.error IS 'The message of the log; NULL when ok'",
            "COLUMN requests.step IS 'Number of the step, see steps; NULL outside of steps'",
            "COLUMN requests.groups IS 'The groups around it, outermost first; in a step its label'",
            "TABLE logs IS 'Where the requests come from; reason: what is missing where complete is false'",
            "COLUMN logs.clock_correction_ms IS 'What was added to its times, ms, so that they are by the clock of all'");

    private final String run;
    private final DuckDBConnection connection;
    private final String[] words =
            Arrays.stream(Outcome.values()).map(Outcome::word).toArray(String[]::new);
    private DuckDBAppender appender;

    private DuckDbFile(String run, DuckDBConnection connection) {
        this.run = run;
        this.connection = connection;
    }

    /**
     * Writes all requests into a file.
     *
     * @throws IOException            when a log cannot be read
     * @throws UnreadableLogException when a log is none any more
     * @throws ExportException        when they cannot be written
     */
    static void write(RunRecords records, UnfinishedFile file, ReadingProgress progress)
            throws IOException, UnreadableLogException, ExportException {
        try (DuckDbFile database = new DuckDbFile(records.run(), open(file.temporary()))) {
            database.createTables(records.found());
            database.beginRows();
            records.writeTo(database, progress, file::isAbandoned);
            database.endRows();
            database.addSteps(records.found().steps().values());
            database.addLogs(records.found().logs(), records.account());
            MissingTable.add(records.run(), records.account(), database.connection);
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

    /** The file is attached to a database in memory, since a JDBC URL cannot hold all names that a file can have. */
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

    private void createTables(Survey found) throws SQLException {
        String runType = type(List.of(run));
        String clientType = type(found.clients().few(ClientName.ORDER));
        execute("CREATE TABLE requests (run " + runType + ", client " + clientType
                + ", sequence BIGINT, time TIMESTAMP_MS, latency INTEGER, state "
                + type(Arrays.stream(words).sorted().toList()) + ", error "
                + type(found.errors().few(naturalOrder())) + ", step INTEGER, name "
                + type(found.names().few(naturalOrder())) + ", groups "
                + type(found.groups().few(naturalOrder())) + ")");
        execute("CREATE TABLE steps (run " + runType + ", step INTEGER, label VARCHAR, round INTEGER, purpose VARCHAR,"
                + " load VARCHAR)");
        execute("CREATE TABLE logs (run " + runType + ", client " + clientType + ", file VARCHAR, complete BOOLEAN,"
                + " reason VARCHAR, requests BIGINT, start TIMESTAMP_MS, simulation VARCHAR, gatling VARCHAR,"
                + " clock_correction_ms BIGINT)");
        for (String statement : MissingTable.statements(runType)) {
            execute(statement);
        }
        for (String comment : COMMENTS) {
            execute("COMMENT ON " + comment);
        }
    }

    /** An ENUM of the texts, which sorts them as they are given; a VARCHAR where they are too many, or none. */
    private static String type(List<String> texts) {
        return texts.isEmpty()
                ? "VARCHAR"
                : texts.stream().map(DuckDbFile::literal).collect(Collectors.joining(", ", "ENUM (", ")"));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private void beginRows() throws SQLException {
        execute("BEGIN TRANSACTION"); // setAutoCommit would leave the appender out: it would commit, and write, every
        // row twice
        appender = connection.createAppender(DATABASE, "main", "requests");
    }

    @Override
    public void add(Origin origin, long sequence, long startEpochMillis, int latencyMillis, Outcome state, String error)
            throws IOException {
        try {
            appender.beginRow()
                    .append(run)
                    .append(origin.client())
                    .append(sequence)
                    .appendEpochMillis(startEpochMillis)
                    .append(latencyMillis)
                    .append(words[state.ordinal()]);
            append(error, state != Outcome.OK);
            if (origin.step().isPresent()) {
                appender.append(origin.step().get().number());
            } else {
                appender.appendNull();
            }
            appender.append(origin.name());
            append(origin.groups(), !origin.groups().isEmpty());
            appender.endRow();
        } catch (SQLException e) {
            throw new IOException(firstLine(e), e);
        }
    }

    private void append(String text, boolean isThere) throws SQLException {
        if (isThere) {
            appender.append(text);
        } else {
            appender.appendNull();
        }
    }

    /** Closing the appender would pass over what goes wrong with the last rows. */
    private void endRows() throws SQLException {
        appender.flush();
        appender.close();
    }

    private void addSteps(Collection<Step> steps) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO steps VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Step step : steps) {
                insert.setString(1, run);
                insert.setInt(2, step.number());
                insert.setString(3, step.label());
                insert.setObject(4, step.round() == 0 ? null : step.round());
                insert.setString(5, step.purpose().word());
                insert.setString(6, step.load().description());
                insert.execute();
            }
        }
    }

    private void addLogs(List<SurveyedLog> logs, RunAccount account) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO logs VALUES (?, ?, ?, ?, ?, ?, epoch_ms(?), ?, ?, ?)")) {
            for (SurveyedLog log : logs) {
                insert.setString(1, run);
                insert.setString(2, PlainText.of(log.log().client()));
                insert.setString(3, PlainText.of(log.log().file().toString()));
                Optional<String> reason = account.reason(log);
                insert.setBoolean(4, reason.isEmpty());
                insert.setString(5, reason.map(PlainText::of).orElse(null));
                insert.setLong(6, log.requests());
                insert.setObject(7, log.startEpochMillis().orElse(null));
                insert.setString(8, log.header().map(RunHeader::simulationClass).orElse(null));
                insert.setString(9, log.header().map(RunHeader::gatlingVersion).orElse(null));
                insert.setLong(10, log.log().clockMillis());
                insert.execute();
            }
        }
    }

    private void createViews() throws SQLException {
        for (String statement : Views.statements()) {
            execute(statement);
        }
    }

    /** Writes what is still in memory; closing alone would pass over what goes wrong. */
    private void detach() throws SQLException {
        execute("COMMIT");
        execute("USE memory");
        execute("DETACH " + DATABASE);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** DuckDB shows the statement in further lines. */
    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
