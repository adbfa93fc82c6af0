package io.headroom.export;

import io.headroom.simlog.RunHeader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Writes the table {@code logs} of a database: each log, and whether it is complete. */
final class LogsTable {

    private LogsTable() {}

    /** Returns the SQL that creates the table and comments on it. */
    static List<String> statements(String runType, String clientType) {
        return List.of(
                "CREATE TABLE logs (run " + runType + ", client " + clientType + ", file VARCHAR, complete BOOLEAN,"
                        + " reason VARCHAR, requests BIGINT, start TIMESTAMP_MS, simulation VARCHAR, gatling VARCHAR,"
                        + " clock_correction_ms BIGINT)",
                "COMMENT ON TABLE logs IS 'The logs that the requests come from; reason says what is missing where"
                        + " complete is false'",
                "COMMENT ON COLUMN logs.clock_correction_ms IS 'Milliseconds that were added to the times of this log,"
                        + " so that all logs have one clock'");
    }

    /** Adds a row for each log. */
    static void add(RunRecords records, Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO logs VALUES (?, ?, ?, ?, ?, ?, epoch_ms(?), ?, ?, ?)")) {
            for (ScannedLog log : records.scan().logs()) {
                insert.setString(1, records.run());
                insert.setString(2, PlainText.of(log.log().client()));
                insert.setString(3, PlainText.of(log.log().file().toString()));
                Optional<String> reason = records.completeness().reason(log);
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
}
