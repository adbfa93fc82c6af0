package io.headroom.report.table;

import io.headroom.run.Csv;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Separates the cells of a table for programs. */
enum Delimiter {
    /**
     * Writes tab-separated values, with the line end of the system. The format has no quotes, so a tab or line break within a cell
     * becomes a blank.
     */
    TAB(System.lineSeparator()) {
        @Override
        String line(List<String> cells) {
            return cells.stream()
                    .map(cell -> TAB_OR_LINE_BREAK.matcher(cell).replaceAll(" "))
                    .collect(Collectors.joining("\t"));
        }
    },
    /** Writes CSV as RFC 4180 defines it: lines end with CR LF on every system. */
    COMMA(Csv.LINE_END) {
        @Override
        String line(List<String> cells) {
            return Csv.line(cells);
        }
    };

    private static final Pattern TAB_OR_LINE_BREAK = Pattern.compile("[\\t\\r\\n]");

    private final String lineEnd;

    Delimiter(String lineEnd) {
        this.lineEnd = lineEnd;
    }

    /** Returns what ends every line, also the last one. */
    String lineEnd() {
        return lineEnd;
    }

    /** Returns a line of cells, without its line end. */
    abstract String line(List<String> cells);
}
