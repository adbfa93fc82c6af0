package io.headroom.saturation;

/**
 * The capacity under a limit: the highest rate of arrivals of which no more than the allowed share misses, in requests per second.
 *
 * @param perSecond     the estimate; if every rate is too high, the lowest that was tried
 * @param lowPerSecond  lower end of its 95 % confidence interval
 * @param highPerSecond upper end of the interval
 * @param kind          what kind of result it is
 * @param steps         number of steps that the estimate comes from
 */
public record LimitedRate(double perSecond, double lowPerSecond, double highPerSecond, Kind kind, int steps) {

    /** Kinds of results. */
    public enum Kind {
        /** The rate is known as precisely as was asked for. */
        KNOWN,
        /** The interval is wider than was asked for. */
        UNCONVERGED,
        /** The limit is kept up to nearly the capacity, so that no more can be told. */
        KEPT_TO_CAPACITY,
        /** The limit is missed even at the lowest rate that tells anything. */
        NEVER_KEPT
    }
}
