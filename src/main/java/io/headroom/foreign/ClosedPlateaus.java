package io.headroom.foreign;

import io.headroom.load.Median;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the plateaus of a closed load: periods in which the number of users stays the same. */
final class ClosedPlateaus {

    /**
     * Buckets that are smoothed by their median. After a user has left and before the next one has come there is one
     * user too few, so that single buckets do not count.
     */
    private static final int SMOOTHED_BUCKETS = 5;

    /** Share of the users that may be missing on a plateau: many users are replaced less punctually. */
    private static final double MISSING = 0.01;

    /** Buckets on each side that fill a dip. */
    private static final int DIP_REACH = 2;

    private ClosedPlateaus() {}

    /**
     * Returns all plateaus in the given range, in order.
     *
     * @param active   number of users at the end of each bucket
     * @param shortest fewest buckets of a plateau
     */
    static List<BucketRange> find(long[] active, BucketRange within, int shortest) {
        return equalRanges(withoutDips(active, within), within, shortest);
    }

    /**
     * Fills dips of up to four buckets, in which users wait to be replaced, now here and now there. This is a
     * morphological closing: first the maximum over the neighbours of each bucket, and then the minimum over those, so
     * that the edges of plateaus stay where they are.
     */
    private static long[] withoutDips(long[] active, BucketRange within) {
        long[] largest = active.clone();
        for (int i = within.from(); i < within.to(); i++) {
            largest[i] = Arrays.stream(near(active, i, within, DIP_REACH)).max().orElseThrow();
        }
        long[] filled = active.clone();
        for (int i = within.from(); i < within.to(); i++) {
            filled[i] = Arrays.stream(near(largest, i, within, DIP_REACH)).min().orElseThrow();
        }
        return filled;
    }

    private static List<BucketRange> equalRanges(long[] active, BucketRange within, int shortest) {
        List<BucketRange> found = new ArrayList<>();
        int start = within.from();
        for (int i = within.from() + 1; i <= within.to(); i++) {
            if (i == within.to() || !isSame(smoothed(active, start, within), smoothed(active, i, within))) {
                if (i - start >= shortest && smoothed(active, start, within) > 0) {
                    found.add(new BucketRange(start, i));
                }
                start = i;
            }
        }
        return found;
    }

    private static boolean isSame(long level, long other) {
        return Math.abs(level - other) <= (long) (MISSING * level);
    }

    /** Returns the median of a bucket and its neighbours. */
    private static long smoothed(long[] active, int index, BucketRange within) {
        return Median.lower(near(active, index, within, SMOOTHED_BUCKETS / 2));
    }

    private static long[] near(long[] active, int index, BucketRange within, int reach) {
        return Arrays.copyOfRange(
                active, Math.max(within.from(), index - reach), Math.min(within.to(), index + reach + 1));
    }
}
