package io.headroom.export;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.StringJoiner;

/**
 * Opens an exported file as another program does: read only, with nothing but JDBC. The benchmarks use it, too.
 *
 * @param connection to the file
 */
public record Database(Connection connection) implements AutoCloseable {

    /** Opens a DuckDB file. */
    public static Database open(Path file) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("duckdb.read_only", "true");
        return new Database(DriverManager.getConnection("jdbc:duckdb:" + file, properties));
    }

    /** Opens a file for one query, and returns its rows. */
    public static List<String> query(Path file, String sql) throws SQLException {
        try (Database database = open(file)) {
            return database.rows(sql);
        }
    }

    /** Returns the rows of a query, with {@code |} between two cells, as psql prints them unaligned. */
    public List<String> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                StringJoiner line = new StringJoiner("|");
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    line.add(rows.getString(column));
                }
                lines.add(line.toString());
            }
            return lines;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
