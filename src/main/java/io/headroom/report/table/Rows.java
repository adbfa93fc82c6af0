package io.headroom.report.table;

import io.headroom.report.RunReport;
import java.util.List;
import java.util.stream.Stream;

/** A table for programs: the same columns whatever the run, no units in cells, an empty cell for what is not there. */
interface Rows {

    List<String> columns();

    /** As many cells in each row as there are columns. */
    Stream<List<String>> of(RunReport report);
}
