package io.headroom.bench;

import io.headroom.simlog.LogListener;
import io.headroom.simlog.RunHeader;
import io.headroom.simlog.SimulationLog;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Measures the requests per second near the end of a log, when the injector is warm, in the same way for any simulation. The window ends
 * {@value #MARGIN_MILLIS} ms before the last request, so that the end of the load lies outside it.
 */
final class LoadEnd implements LogListener {

    static final int MARGIN_MILLIS = 500;

    private int[] endedAtMillis = new int[1 << 15];
    private int lastMillis;
    private long failed;

    private LoadEnd() {}

    static LoadEnd read(Path log) throws IOException, UnreadableLogException {
        LoadEnd end = new LoadEnd();
        var unused = SimulationLog.read(log, end);
        return end;
    }

    /** Returns the measurement of a log whose successes ended at these times. */
    static LoadEnd of(int... endMillis) {
        LoadEnd end = new LoadEnd();
        Arrays.stream(endMillis).forEach(end::success);
        return end;
    }

    /**
     * Returns the successes per second in a window of this length.
     *
     * @throws IOException when the load was shorter than the window, or requests failed
     */
    double requestsPerSecond(int windowMillis) throws IOException {
        int until = lastMillis - MARGIN_MILLIS;
        int from = until - windowMillis;
        if (failed > 0 || from < 0) {
            throw new IOException(failed + " requests failed; the last success ended after " + lastMillis + " ms");
        }
        return 1000.0 * Arrays.stream(endedAtMillis, from, until).asLongStream().sum() / windowMillis;
    }

    private void success(int endMillis) {
        if (endMillis >= endedAtMillis.length) {
            endedAtMillis = Arrays.copyOf(endedAtMillis, 2 * Math.max(endMillis, endedAtMillis.length));
        }
        endedAtMillis[endMillis]++;
        lastMillis = Math.max(lastMillis, endMillis);
    }

    @Override
    public void run(RunHeader header) {
        // nothing of interest
    }

    @Override
    public void request(List<String> groups, String name, int startMillis, int endMillis, boolean ok, String message) {
        if (ok) {
            success(endMillis);
        } else {
            failed++;
        }
    }
}
