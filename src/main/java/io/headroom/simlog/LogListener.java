package io.headroom.simlog;

import java.util.List;

/**
 * Receives the records of a log, in the order of the log. Times are milliseconds after the start of the run. Equal strings, and equal
 * lists of groups, are usually the same object.
 */
public interface LogListener {

    /** Called with the header, before anything else. */
    void run(RunHeader header);

    /**
     * Called for a request that was answered or given up.
     *
     * @param groups  names of the groups around it, outermost first
     * @param message why it failed; empty when {@code ok}
     */
    void request(List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message);

    /**
     * Called for many records at once. Unless overridden, which is faster, calls {@link #request} and {@link #group} for each of them.
     *
     * @param batch the records; valid until this method returns
     */
    default void records(RecordBatch batch) {
        for (int i = 0; i < batch.length(); i++) {
            if (batch.isRequest(i)) {
                request(
                        batch.groups(),
                        batch.name(),
                        batch.startMillis(i),
                        batch.endMillis(i),
                        batch.isOk(i),
                        batch.isOk(i) ? "" : batch.failure());
            } else {
                group(batch.group(i), batch.startMillis(i), batch.endMillis(i), batch.isOk(i));
            }
        }
    }

    /**
     * Called when a virtual user has left a group.
     *
     * @param groups names of the groups around it, outermost first, and then its own
     */
    default void group(List<String> groups, int startMillis, int endMillis, boolean ok) {}

    /**
     * Called from time to time.
     *
     * @param bytes   number of bytes read so far
     * @param ofBytes number of bytes in all
     */
    default void progress(long bytes, long ofBytes) {}

    /** Called when a virtual user starts or ends. */
    default void user(String scenario, boolean start, int millis) {}

    /** Called for an error outside any request. */
    default void error(String message, int millis) {}
}
