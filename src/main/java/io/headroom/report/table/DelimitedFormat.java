package io.headroom.report.table;

import io.headroom.report.ResultFormat;
import io.headroom.report.RunReport;
import java.io.PrintWriter;

/**
 * Prints a table for programs: a line of column names, then one line per row.
 *
 * @param delimiter separates the cells and ends the lines
 * @param rows      the table
 */
record DelimitedFormat(Delimiter delimiter, Rows rows) implements ResultFormat {

    @Override
    public void write(RunReport report, PrintWriter out) {
        out.print(delimiter.line(rows.columns()));
        rows.of(report).map(delimiter::line).forEach(out::print);
    }
}
