package io.headroom.simlog;

import java.util.List;

/**
 * Is told the records of a log, in the order of the log. Times are milliseconds after the start of the run. A string
 * that comes again is usually the same object again.
 */
public interface LogListener {

    /** The header; always first. */
    void run(RunHeader header);

    /**
     * A request that was answered, or given up.
     *
     * @param groups  names of the groups around it, outermost first
     * @param message why it failed; empty when {@code ok}
     */
    void request(List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message);

    /**
     * A group that a virtual user has left.
     *
     * @param groups its name, after the names of the groups around it
     */
    default void group(List<String> groups, int startMillis, int endMillis, boolean ok) {}

    /**
     * How far the reading is; told from time to time.
     *
     * @param bytes   read so far
     * @param ofBytes in all
     */
    default void progress(long bytes, long ofBytes) {}

    /** A virtual user that starts or ends. */
    default void user(String scenario, boolean start, int millis) {}

    /** An error outside any request. */
    default void error(String message, int millis) {}
}
