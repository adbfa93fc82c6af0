package io.headroom.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * How many latencies are longer than any that is asked for. Unlike {@link LatencyMillis} it keeps all latencies, as precisely as the
 * histogram that they come from: of the histograms of a step exactly up to 2,047 ms, and within 0.1 % above. Cannot be changed.
 */
public final class LatencyCounts {

    /** No latencies. */
    public static final LatencyCounts NONE = new LatencyCounts(new long[0], new long[0]);

    /** Latencies that occur, milliseconds, in order. */
    private final long[] millis;

    /** How many latencies are at most as long as each of them. */
    private final long[] upTo;

    private LatencyCounts(long[] millis, long[] upTo) {
        this.millis = millis;
        this.upTo = upTo;
    }

    /** Returns the latencies in a histogram of milliseconds. */
    public static LatencyCounts of(AbstractHistogram histogram) {
        List<Long> millis = new ArrayList<>();
        List<Long> upTo = new ArrayList<>();
        for (HistogramIterationValue each : histogram.recordedValues()) {
            millis.add(each.getValueIteratedTo());
            upTo.add(each.getTotalCountToThisValue());
        }
        return new LatencyCounts(array(millis), array(upTo));
    }

    private static long[] array(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    /** Returns the number of latencies. */
    public long total() {
        return upTo.length == 0 ? 0 : upTo[upTo.length - 1];
    }

    /** Returns how many latencies are longer than this, in milliseconds. */
    public long above(long limitMillis) {
        int found = Arrays.binarySearch(millis, limitMillis);
        int within = found >= 0 ? found : -found - 2;
        return within < 0 ? total() : total() - upTo[within];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LatencyCounts counts
                && Arrays.equals(millis, counts.millis)
                && Arrays.equals(upTo, counts.upTo);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(millis) + Arrays.hashCode(upTo);
    }

    @Override
    public String toString() {
        return total() + " latencies";
    }
}
