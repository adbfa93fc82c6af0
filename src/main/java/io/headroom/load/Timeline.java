package io.headroom.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.IntCountsHistogram;

/**
 * Counts the answers of a run in slices of time: each answer in the slice in which it ended. A slice is one second
 * long. For runs longer than an hour, slices are joined to 2, 4, 8 … seconds, so that memory stays bounded. The order
 * in which requests are recorded does not matter. Not safe for use by several threads.
 *
 * <p>Percentiles are those of {@link LatencyMillis}, with 2 significant digits: within 1 %.
 */
public final class Timeline {

    private static final int MOST_SLICES = 3600;

    private final List<Slice> slices = new ArrayList<>();
    private int sliceMillis = 1000;
    private int openFrom;
    private int openUntil;
    private Slice open;

    /** Records one request. Times are in milliseconds after the start of the run. */
    public void request(int endMillis, int latencyMillis, Outcome outcome) {
        requests(endMillis, latencyMillis, outcome, 1);
    }

    /** Records several requests with the same end, latency and outcome. */
    public void requests(int endMillis, int latencyMillis, Outcome outcome, int count) {
        if (endMillis < openFrom || endMillis >= openUntil || open == null) {
            open(Math.max(0, endMillis));
        }
        open.record(latencyMillis, outcome, count);
    }

    /** Adds everything that another timeline has recorded. The other one must not be used afterwards. */
    public void add(Timeline other) {
        while (sliceMillis < other.sliceMillis) {
            halve();
        }
        while (other.sliceMillis < sliceMillis) {
            other.halve();
        }
        for (int i = 0; i < other.slices.size(); i++) {
            if (i < slices.size()) {
                slices.get(i).add(other.slices.get(i));
            } else {
                slices.add(other.slices.get(i));
            }
        }
    }

    /** Returns the slices, from the start of the run to the last answer. */
    public List<Seconds> seconds() {
        return IntStream.range(0, slices.size())
                .mapToObj(i -> slices.get(i).seconds((long) i * sliceMillis, sliceMillis))
                .toList();
    }

    /** Returns the same in at most so many slices of equal length; the last one may be shorter. */
    public List<Seconds> seconds(int most) {
        int joined = Math.max(1, (slices.size() + most - 1) / most);
        List<Seconds> seconds = new ArrayList<>();
        for (int from = 0; from < slices.size(); from += joined) {
            List<Slice> parts = slices.subList(from, Math.min(slices.size(), from + joined));
            Slice sum = new Slice();
            parts.forEach(sum::add);
            seconds.add(sum.seconds((long) from * sliceMillis, (long) parts.size() * sliceMillis));
        }
        return seconds;
    }

    /** Returns whether both recorded the same answers at the same times. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Timeline timeline && timeline.seconds().equals(seconds());
    }

    @Override
    public int hashCode() {
        return seconds().hashCode();
    }

    /** Returns the start of the slice that the last request fell into, in milliseconds after the start of the run. */
    public int sliceFrom() {
        return openFrom;
    }

    /** Returns the end, exclusive, of the slice that the last request fell into. */
    public int sliceUntil() {
        return openUntil;
    }

    private void open(int millis) {
        while (millis / sliceMillis >= MOST_SLICES) {
            halve();
        }
        int index = millis / sliceMillis;
        while (slices.size() <= index) {
            slices.add(new Slice());
        }
        open = slices.get(index);
        openFrom = index * sliceMillis;
        openUntil = (int) Math.min(Integer.MAX_VALUE, (long) openFrom + sliceMillis);
    }

    private void halve() {
        List<Slice> halved = new ArrayList<>();
        for (int i = 0; i < slices.size(); i += 2) {
            Slice slice = slices.get(i);
            if (i + 1 < slices.size()) {
                slice.add(slices.get(i + 1));
            }
            halved.add(slice);
        }
        slices.clear();
        slices.addAll(halved);
        sliceMillis *= 2;
        openUntil = openFrom;
    }

    /**
     * One slice of time.
     *
     * @param startMillis  start of the slice, in milliseconds after the start of the run
     * @param lengthMillis length of the slice
     * @param counts       number of answers that ended in the slice, by outcome
     * @param latency      latency of the successes among them
     */
    public record Seconds(long startMillis, long lengthMillis, OutcomeCounts counts, LatencyMillis latency) {}

    private static final class Slice {
        private final long[] counts = new long[Outcome.values().length];
        private final AbstractHistogram latency = new IntCountsHistogram(2);

        Slice() {
            latency.setAutoResize(true);
        }

        void record(int latencyMillis, Outcome outcome, int count) {
            counts[outcome.ordinal()] += count;
            if (outcome == Outcome.OK) {
                latency.recordValueWithCount(Math.max(0, latencyMillis), count);
            }
        }

        void add(Slice other) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] += other.counts[i];
            }
            latency.add(other.latency);
        }

        Seconds seconds(long startMillis, long lengthMillis) {
            return new Seconds(
                    startMillis, lengthMillis, OutcomeCounts.of(counts, Map.of()), LatencyMillis.of(latency));
        }
    }
}
