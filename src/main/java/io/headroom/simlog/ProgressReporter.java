package io.headroom.simlog;

/** Reports to a listener every 16 MiB how far the reading of a log is. */
final class ProgressReporter {

    private static final long INTERVAL_BYTES = 1 << 24;

    private final LogListener listener;
    private long nextReport = INTERVAL_BYTES;

    ProgressReporter(LogListener listener) {
        this.listener = listener;
    }

    /** Called after each record, or more rarely. */
    void at(long bytes, long ofBytes) {
        if (bytes >= nextReport) {
            nextReport = bytes + INTERVAL_BYTES;
            listener.progress(bytes, ofBytes);
        }
    }
}
