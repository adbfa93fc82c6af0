package io.headroom.saturation;

/**
 * The highest rate of arrivals at which at most 1 % of the requests are refused, in requests per second.
 *
 * @param perSecond     the estimate
 * @param lowPerSecond  lower end of its 95 % confidence interval
 * @param highPerSecond upper end of the interval; at most the capacity
 * @param atLeast       whether the rate may be higher: it is so close to the capacity that no more can be told
 * @param steps         number of steps that the estimate comes from
 */
public record OnePercentRate(double perSecond, double lowPerSecond, double highPerSecond, boolean atLeast, int steps) {}
