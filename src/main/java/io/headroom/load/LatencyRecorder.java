package io.headroom.load;

import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/**
 * Collects latencies in milliseconds. Short ones, nearly all, are counted in an array first and handed to HdrHistogram
 * together: the figures are the same, and a record costs one addition. Not safe for use by several threads.
 */
public final class LatencyRecorder {

    private static final int SHORT = 4096;

    private final int[] shortCounts = new int[SHORT];
    private final AbstractHistogram histogram;
    private int largestShort = -1;

    public LatencyRecorder() {
        this(new Histogram(3));
    }

    /** Hands over to a histogram of milliseconds, which decides about precision and memory. */
    public LatencyRecorder(AbstractHistogram histogram) {
        this.histogram = histogram;
    }

    /** One latency; what is below 0, by a clock that was set back, counts as 0. */
    public void record(long millis) {
        if (millis < SHORT) {
            int index = (int) Math.max(0, millis);
            shortCounts[index]++;
            largestShort = Math.max(largestShort, index);
        } else {
            histogram.recordValue(millis);
        }
    }

    /** All latencies of another recorder, too. */
    public void add(LatencyRecorder other) {
        histogram.add(other.histogram());
    }

    /** Everything recorded so far. */
    public AbstractHistogram histogram() {
        for (int millis = 0; millis <= largestShort; millis++) {
            if (shortCounts[millis] > 0) {
                histogram.recordValueWithCount(millis, shortCounts[millis]);
                shortCounts[millis] = 0;
            }
        }
        largestShort = -1;
        return histogram;
    }
}
