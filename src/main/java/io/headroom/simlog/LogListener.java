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
     * Many records at once. Who does not care for speed is told of each in turn, by {@link #request} and {@link #group}.
     *
     * @param run valid until this returns
     */
    default void records(RecordBatch run) {
        for (int i = 0; i < run.length(); i++) {
            if (run.isRequest(i)) {
                request(
                        run.groups(),
                        run.name(),
                        run.startMillis(i),
                        run.endMillis(i),
                        run.isOk(i),
                        run.isOk(i) ? "" : run.failure());
            } else {
                group(run.group(i), run.startMillis(i), run.endMillis(i), run.isOk(i));
            }
        }
    }

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
