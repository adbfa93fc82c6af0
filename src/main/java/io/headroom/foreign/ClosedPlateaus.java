package io.headroom.foreign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Stretches in which the same number of users was there all the time. */
final class ClosedPlateaus {

    /** Between a user's leaving and the next one's coming there is one too few, so single buckets do not count. */
    private static final int SMOOTHED_BUCKETS = 5;

    /** Many users are replaced less punctually: this share of them may be missing. */
    private static final double MISSING = 0.01;

    private ClosedPlateaus() {}

    /**
     * All of them in the given part, in order.
     *
     * @param active  users at the end of each bucket
     * @param shortest fewest buckets
     */
    static List<Stretch> find(long[] active, Stretch within, int shortest) {
        List<Stretch> found = new ArrayList<>();
        int start = within.from();
        for (int i = within.from() + 1; i <= within.to(); i++) {
            if (i == within.to() || !isSame(smoothed(active, start, within), smoothed(active, i, within))) {
                if (i - start >= shortest && smoothed(active, start, within) > 0) {
                    found.add(new Stretch(start, i));
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
    private static long smoothed(long[] active, int index, Stretch within) {
        int reach = SMOOTHED_BUCKETS / 2;
        long[] near = Arrays.copyOfRange(
                active, Math.max(within.from(), index - reach), Math.min(within.to(), index + reach + 1));
        return median(near);
    }

    /** The middle one; of an even number, the lower of the two. */
    static long median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) / 2];
    }
}
