package io.headroom.report.table;

import io.headroom.load.LatencyMillis;
import io.headroom.report.RunReport;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A table for programs. Every run has the same columns. Cells have no units, and a figure that is not there is an empty cell. */
interface Rows {

    /** Returns the names of the columns. */
    List<String> columns();

    /** Returns the rows of a run, each with one cell per column. */
    Stream<List<String>> of(RunReport report);

    /** Returns the cells of the percentiles and the maximum of a latency; empty cells if nothing was answered. */
    static List<String> percentiles(LatencyMillis latency) {
        return LongStream.of(latency.p50(), latency.p95(), latency.p99(), latency.max())
                .mapToObj(figure -> latency.count() == 0 ? "" : Long.toString(figure))
                .toList();
    }
}
