package io.headroom.cli;

import io.headroom.runlog.ReadingProgress;
import java.io.PrintWriter;
import java.util.Locale;

/** A line of progress every two seconds; nothing for what is read at once. */
final class ProgressLines implements ReadingProgress {

    private static final long PERIOD_NANOS = 2_000_000_000L;

    private final PrintWriter err;
    private final String doing;
    private long last = System.nanoTime();

    ProgressLines(PrintWriter err) {
        this(err, "reading");
    }

    ProgressLines(PrintWriter err, String doing) {
        this.err = err;
        this.doing = doing;
    }

    @Override
    public void read(long bytes, long ofBytes) {
        long now = System.nanoTime();
        if (now - last >= PERIOD_NANOS) {
            last = now;
            err.printf(Locale.ROOT, "%s: %.0f of %.0f MB%n", doing, bytes / 1e6, ofBytes / 1e6);
            err.flush();
        }
    }
}
