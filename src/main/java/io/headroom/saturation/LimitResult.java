package io.headroom.saturation;

/** The end of a search for the capacity under a limit. All rates are arrivals, in requests per second. */
public sealed interface LimitResult {

    /**
     * The highest rate of which no more than the allowed share misses, with its 95 % confidence interval.
     *
     * @param perSecond     the estimate
     * @param lowPerSecond  lower end of the interval
     * @param highPerSecond upper end of the interval
     * @param precise       whether the interval is as narrow as can be tolerated
     * @param steps         number of steps that the estimate comes from
     */
    record RateUnderLimit(double perSecond, double lowPerSecond, double highPerSecond, boolean precise, int steps)
            implements LimitResult {}

    /**
     * The limit was kept up to the highest rate that was offered: nearly the capacity, or the highest rate of the settings. It says
     * nothing about higher ones.
     *
     * @param perSecond that rate
     * @param steps     number of steps that were run
     */
    record KeptThroughout(double perSecond, int steps) implements LimitResult {}

    /**
     * The limit was missed even at the lowest rate that was offered, so that there is none to promise.
     *
     * @param perSecond that rate
     * @param steps     number of steps that were run
     */
    record KeptNowhere(double perSecond, int steps) implements LimitResult {}
}
