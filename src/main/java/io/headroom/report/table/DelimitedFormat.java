package io.headroom.report.table;

import io.headroom.report.ResultFormat;
import io.headroom.report.RunReport;
import java.io.PrintWriter;

/**
 * The format of a table as text: a line with the names of the columns, then a line for each row.
 *
 * @param delimiter delimiter of the cells
 * @param rows      columns and rows of the table
 */
public record DelimitedFormat(Delimiter delimiter, Rows rows) implements ResultFormat {

    @Override
    public void write(RunReport report, PrintWriter out) {
        out.println(delimiter.line(rows.columns()));
        rows.of(report).map(delimiter::line).forEach(out::println);
    }
}
