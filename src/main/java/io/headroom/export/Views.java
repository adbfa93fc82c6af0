package io.headroom.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Loads the SQL statements that create the views of the method's queries. */
final class Views {

    private static final String FILE = "views.sql";

    private Views() {}

    /** Returns the statements in order. The last ones comment on the views. */
    static List<String> statements() {
        try (InputStream in = Views.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the jar is damaged: io/headroom/export/" + FILE + " is missing");
            }
            String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(sql.split(";\\R"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("the jar is damaged: " + FILE + " cannot be read", e);
        }
    }
}
