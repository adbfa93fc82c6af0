package io.headroom.report;

import java.io.PrintWriter;

/** A format in which the report of a run can be printed. */
@FunctionalInterface
public interface ResultFormat {

    /** Prints the whole report, and leaves the writer open. */
    void write(RunReport report, PrintWriter out);
}
