package io.headroom.simlog;

/** Tells a listener how far the reading is, every 16 MiB. */
final class ProgressSteps {

    private static final long BYTES = 1 << 24;

    private final LogListener listener;
    private long next = BYTES;

    ProgressSteps(LogListener listener) {
        this.listener = listener;
    }

    void at(long bytes, long ofBytes) {
        if (bytes >= next) {
            next = bytes + BYTES;
            listener.progress(bytes, ofBytes);
        }
    }
}
