package io.headroom.export;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.StringJoiner;

/** An exported file as another program opens it: read only, with nothing but JDBC. */
public final class Database {

    private Database() {}

    /** The rows that a query has, cells with {@code |} between two. */
    public static List<String> query(Path file, String sql) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("duckdb.read_only", "true");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file, properties);
                Statement statement = connection.createStatement();
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
}
