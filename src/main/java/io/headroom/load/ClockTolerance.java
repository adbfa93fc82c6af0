package io.headroom.load;

import java.util.Collection;
import java.util.List;

/**
 * Which clocks of a run's machines are kept by the network, as all of a cluster should be: these differ by milliseconds. A clock that
 * is much further off is kept by nobody, or not yet, and may be set right at any moment, in the middle of a run, too.
 */
public final class ClockTolerance {

    /** Far more than the clocks of machines differ that the Network Time Protocol keeps. */
    private static final long MOST_MILLIS = 1000;

    private ClockTolerance() {}

    /** Whether a clock may be kept that differs from the others by so many milliseconds. */
    public static boolean isKept(long differenceMillis) {
        return Math.abs(differenceMillis) <= MOST_MILLIS;
    }

    /**
     * How far the injectors' clocks are from the coordinator's, which times nothing and need not be right itself: the median, and of
     * two in the middle the one nearer to the coordinator's.
     *
     * @param offsetsMillis of each injector, milliseconds; at least one
     */
    public static long usual(Collection<Long> offsetsMillis) {
        List<Long> sorted = offsetsMillis.stream().sorted().toList();
        long lower = Median.lowerOfSorted(sorted);
        long upper = Median.upperOfSorted(sorted);
        return Math.abs(lower) < Math.abs(upper) ? lower : upper;
    }
}
