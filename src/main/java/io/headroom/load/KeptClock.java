package io.headroom.load;

/**
 * Which clocks are kept by the network, as all machines of a cluster should be: these differ by milliseconds. A clock that is much
 * further off is kept by nobody, or not yet, and may be set right at any moment, in the middle of a run, too.
 */
public final class KeptClock {

    /** Far more than the clocks of machines differ that the Network Time Protocol keeps. */
    private static final long MOST_MILLIS = 1000;

    private KeptClock() {}

    /** Whether a clock may be kept that differs from another one by so many milliseconds. */
    public static boolean isKept(double differenceMillis) {
        return Math.abs(differenceMillis) <= MOST_MILLIS;
    }
}
