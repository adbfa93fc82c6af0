package io.headroom.report.table;

import io.headroom.report.RunReport;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table for programs. Its columns are the same for every run, its cells hold no units, and a cell is empty if there is no value.
 */
interface Rows {

    /** Returns the names of the columns. */
    List<String> columns();

    /** Returns the rows of a run, each with as many cells as there are columns. */
    Stream<List<String>> of(RunReport report);
}
