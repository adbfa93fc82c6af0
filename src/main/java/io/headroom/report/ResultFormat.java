package io.headroom.report;

import java.io.PrintWriter;

/** One way of writing down what a run's folder says. */
@FunctionalInterface
public interface ResultFormat {

    /** Writes all of it; does not close. */
    void write(RunReport report, PrintWriter out);
}
