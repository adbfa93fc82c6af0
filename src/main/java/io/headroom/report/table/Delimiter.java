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
    TAB {
        @Override
        String line(List<String> cells) {
            return cells.stream()
                    .map(cell -> TAB_OR_LINE_BREAK.matcher(cell).replaceAll(" "))
                    .collect(Collectors.joining("\t", "", System.lineSeparator()));
        }
    },
    /** Writes CSV as RFC 4180 defines it: lines end with CR LF on every system. */
    COMMA {
        @Override
        String line(List<String> cells) {
            return Csv.line(cells);
        }
    };

    private static final Pattern TAB_OR_LINE_BREAK = Pattern.compile("[\\t\\r\\n]");

    /** Returns a line of cells with its line end. */
    abstract String line(List<String> cells);
}
