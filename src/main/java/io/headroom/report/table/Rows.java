package io.headroom.report.table;

import io.headroom.report.RunReport;
import java.util.List;
import java.util.stream.Stream;

/** A table for programs. Every run has the same columns. Cells have no units, and a figure that is not there is an empty cell. */
interface Rows {

    /** Returns the names of the columns. */
    List<String> columns();

    /** Returns the rows of a run, each with one cell per column. */
    Stream<List<String>> of(RunReport report);
}
