package io.headroom.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The method's queries, as SQL that makes views of them. */
final class Views {

    private static final String FILE = "views.sql";

    private Views() {}

    /** One statement each; the last comments on the views. */
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
