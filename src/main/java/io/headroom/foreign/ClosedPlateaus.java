package io.headroom.foreign;

import io.headroom.load.Median;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Stretches in which the same number of users was there all the time. */
final class ClosedPlateaus {

    /** Between a user's leaving and the next one's coming there is one too few, so single buckets do not count. */
    private static final int SMOOTHED_BUCKETS = 5;

    /** Many users are replaced less punctually: this share of them may be missing. */
    private static final double MISSING = 0.01;

    /** Buckets to each side that fill a dip. */
    private static final int DIP_REACH = 2;

    private ClosedPlateaus() {}

    /**
     * All of them in the given part, in order.
     *
     * @param active  users at the end of each bucket
     * @param shortest fewest buckets
     */
    static List<BucketRange> find(long[] active, BucketRange within, int shortest) {
        return ofEqual(withoutDips(active, within), within, shortest);
    }

    /**
     * Takes out dips of up to four buckets: users wait to be replaced, now here and now there. The largest of the neighbours,
     * and then the smallest of those, so that the edges of levels stay where they are.
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

    private static List<BucketRange> ofEqual(long[] active, BucketRange within, int shortest) {
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

    /** Median of a bucket and its neighbours. */
    private static long smoothed(long[] active, int index, BucketRange within) {
        return Median.lower(near(active, index, within, SMOOTHED_BUCKETS / 2));
    }

    private static long[] near(long[] active, int index, BucketRange within, int reach) {
        return Arrays.copyOfRange(
                active, Math.max(within.from(), index - reach), Math.min(within.to(), index + reach + 1));
    }
}
