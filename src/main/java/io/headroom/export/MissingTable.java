package io.headroom.export;

import io.headroom.runlog.RunCompleteness.Counted;
import io.headroom.runlog.RunCompleteness.MissingPart;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The table {@code missing} of a database: what of a run of several clients is in no log. */
final class MissingTable {

    private MissingTable() {}

    /** SQL that makes it. */
    static List<String> statements(String runType) {
        return List.of(
                "CREATE TABLE missing (run " + runType
                        + ", first_client INTEGER, last_client INTEGER, injector VARCHAR,"
                        + " why VARCHAR, from_time TIMESTAMP_MS, to_time TIMESTAMP_MS, requests_at_least BIGINT)",
                "COMMENT ON TABLE missing IS 'What of a run of several clients is in no log; empty when all is there'",
                "COMMENT ON COLUMN missing.from_time IS 'From when on nothing is known, or nothing for certain: UTC'",
                "COMMENT ON COLUMN missing.requests_at_least IS 'So many were sent that are in no log; NULL: unknown'");
    }

    /** Fills it. */
    static void add(String run, RunAccount account, Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO missing VALUES (?, ?, ?, ?, ?, epoch_ms(?), epoch_ms(?), ?)")) {
            for (MissingPart missing : account.missing()) {
                insert.setString(1, run);
                insert.setInt(2, missing.clients().first());
                insert.setInt(3, missing.clients().last());
                insert.setString(4, missing.injector().map(PlainText::of).orElse(null));
                insert.setString(5, PlainText.of(missing.why()));
                insert.setObject(6, account.epochMillis(missing.fromMillis()).orElse(null));
                insert.setObject(7, account.epochMillis(missing.toMillis()).orElse(null));
                insert.setObject(8, missing.counted() == Counted.NOT ? null : missing.requests());
                insert.execute();
            }
        }
    }
}
