package io.headroom.report.table;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What stands between cells, and what is done with a cell that holds it. */
enum Delimiter {
    /** A tab or line break within a cell becomes a blank: the format has no quotes. */
    TAB("\t") {
        @Override
        String cell(String text) {
            return TAB_OR_BREAK.matcher(text).replaceAll(" ");
        }
    },
    /** As RFC 4180 says, but with the line end of the system. */
    COMMA(",") {
        @Override
        String cell(String text) {
            return NEEDS_QUOTES.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
        }
    };

    private static final Pattern TAB_OR_BREAK = Pattern.compile("[\\t\\r\\n]");
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[,\"\\r\\n]");

    private final String sign;

    Delimiter(String sign) {
        this.sign = sign;
    }

    abstract String cell(String text);

    String line(List<String> cells) {
        return cells.stream().map(this::cell).collect(Collectors.joining(sign));
    }
}
