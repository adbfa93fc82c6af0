package io.headroom.saturation;

/**
 * The highest rate of arrivals of which at most 1 % are refused, requests per second.
 *
 * @param perSecond     the estimate
 * @param lowPerSecond  lower end of its 95 % interval
 * @param highPerSecond upper end; no more than the capacity
 * @param atLeast       whether it may be more: as good as the capacity itself, where more cannot be told
 * @param steps         that it comes from
 */
public record OnePercentRate(double perSecond, double lowPerSecond, double highPerSecond, boolean atLeast, int steps) {}
