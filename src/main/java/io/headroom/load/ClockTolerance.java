package io.headroom.load;

import java.util.Collection;
import java.util.List;

/**
 * Decides how far the clocks of a run's machines may differ. Clocks that the Network Time Protocol synchronizes, as it
 * should those of a cluster, differ by milliseconds. A clock that is much further off is not synchronized (yet), and
 * may be corrected at any moment, even in the middle of a run.
 */
public final class ClockTolerance {

    /** Far more than the difference of clocks that the Network Time Protocol synchronizes. */
    private static final long MOST_MILLIS = 1000;

    private ClockTolerance() {}

    /** Returns whether a clock that differs from the others by this much may be synchronized. */
    public static boolean isKept(long differenceMillis) {
        return Math.abs(differenceMillis) <= MOST_MILLIS;
    }

    /**
     * Returns the usual offset of the injectors' clocks from the coordinator's clock, which times nothing and need not
     * be right itself: the median. If there are two in the middle, the one nearer to the coordinator's clock is
     * returned.
     *
     * @param offsetsMillis offset of each injector's clock, in milliseconds; at least one
     */
    public static long usual(Collection<Long> offsetsMillis) {
        List<Long> sorted = offsetsMillis.stream().sorted().toList();
        long lower = Median.lowerOfSorted(sorted);
        long upper = Median.upperOfSorted(sorted);
        return Math.abs(lower) < Math.abs(upper) ? lower : upper;
    }
}
