package io.headroom.cli;

import io.headroom.runlog.ReadingProgress;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints a line of progress every two seconds. Prints nothing for what takes less. */
final class ProgressLines implements ReadingProgress {

    private static final long PERIOD_NANOS = 2_000_000_000L;

    private final PrintWriter err;
    private final String activity;
    private long last = System.nanoTime();

    ProgressLines(PrintWriter err) {
        this(err, "reading");
    }

    ProgressLines(PrintWriter err, String activity) {
        this.err = err;
        this.activity = activity;
    }

    @Override
    public void read(long bytes, long ofBytes) {
        long now = System.nanoTime();
        if (now - last >= PERIOD_NANOS) {
            last = now;
            err.printf(Locale.ROOT, "%s: %.0f of %.0f MB%n", activity, bytes / 1e6, ofBytes / 1e6);
            err.flush();
        }
    }
}
