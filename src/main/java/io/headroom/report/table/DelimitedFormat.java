package io.headroom.report.table;

import io.headroom.report.ResultFormat;
import io.headroom.report.RunReport;
import java.io.PrintWriter;

/** A line of column names, then a line a row. */
record DelimitedFormat(Delimiter delimiter, Rows rows) implements ResultFormat {

    @Override
    public void write(RunReport report, PrintWriter out) {
        out.println(delimiter.line(rows.columns()));
        rows.of(report).map(delimiter::line).forEach(out::println);
    }
}
