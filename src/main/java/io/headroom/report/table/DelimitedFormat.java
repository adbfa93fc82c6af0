package io.headroom.report.table;

import io.headroom.report.ResultFormat;
import io.headroom.report.RunReport;
import java.io.PrintWriter;
import java.util.stream.Stream;

/**
 * Prints a table for programs: a line of column names, then one line per row.
 *
 * @param delimiter separates the cells and ends the lines
 * @param rows      the table
 */
record DelimitedFormat(Delimiter delimiter, Rows rows) implements ResultFormat {

    @Override
    public void write(RunReport report, PrintWriter out) {
        Stream.concat(Stream.of(rows.columns()), rows.of(report))
                .forEach(cells -> out.append(delimiter.line(cells)).append(delimiter.lineEnd()));
    }
}
