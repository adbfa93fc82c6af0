package io.headroom.export;

import io.headroom.runlog.RunCompleteness.Counted;
import io.headroom.runlog.RunCompleteness.MissingPart;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Writes the table {@code missing} of a database: the parts of a run of several clients that are in no log. */
final class MissingTable {

    private MissingTable() {}

    /** Returns the SQL that creates the table and comments on it. */
    static List<String> statements(String runType) {
        return List.of(
                "CREATE TABLE missing (run " + runType
                        + ", first_client INTEGER, last_client INTEGER, injector VARCHAR,"
                        + " why VARCHAR, from_time TIMESTAMP_MS, to_time TIMESTAMP_MS, requests_at_least BIGINT)",
                "COMMENT ON TABLE missing IS 'Parts of a run of several clients that are in no log; empty if nothing is"
                        + " missing'",
                "COMMENT ON COLUMN missing.from_time IS 'Start of the time of which nothing is known, or nothing for"
                        + " certain; UTC'",
                "COMMENT ON COLUMN missing.requests_at_least IS 'At least so many requests were sent that are in no"
                        + " log; NULL if unknown'");
    }

    /** Adds a row for each part that is missing. */
    static void add(String run, RecordsCompleteness completeness, Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO missing VALUES (?, ?, ?, ?, ?, epoch_ms(?), epoch_ms(?), ?)")) {
            for (MissingPart missing : completeness.missing()) {
                insert.setString(1, run);
                insert.setInt(2, missing.clients().first());
                insert.setInt(3, missing.clients().last());
                insert.setString(4, missing.injector().map(PlainText::of).orElse(null));
                insert.setString(5, PlainText.of(missing.why()));
                insert.setObject(
                        6, completeness.epochMillis(missing.fromMillis()).orElse(null));
                insert.setObject(7, completeness.epochMillis(missing.toMillis()).orElse(null));
                insert.setObject(8, missing.counted() == Counted.NOT ? null : missing.requests());
                insert.execute();
            }
        }
    }
}
