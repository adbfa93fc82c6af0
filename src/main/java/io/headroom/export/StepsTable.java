package io.headroom.export;

import io.headroom.load.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/** Writes the table {@code steps} of a database: label, round, purpose and load of each step. */
final class StepsTable {

    private StepsTable() {}

    /** Returns the SQL that creates the table. */
    static String statement(String runType) {
        return "CREATE TABLE steps (run " + runType + ", step INTEGER, label VARCHAR, round INTEGER, purpose VARCHAR,"
                + " load VARCHAR)";
    }

    /** Adds a row for each step. */
    static void add(String run, Collection<Step> steps, Connection connection) throws SQLException {
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
}
