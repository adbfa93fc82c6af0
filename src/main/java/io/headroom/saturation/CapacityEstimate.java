package io.headroom.saturation;

/**
 * The capacity with its 95 % confidence interval, successes per second.
 *
 * @param perSecond     the estimate
 * @param lowPerSecond  lower bound
 * @param highPerSecond upper bound
 * @param rounds        that it comes from
 * @param overload      load at which it was measured, as a multiple of the capacity
 */
public record CapacityEstimate(
        double perSecond, double lowPerSecond, double highPerSecond, int rounds, double overload) {

    /** Half the interval's width as a share of the estimate. */
    public double halfWidth() {
        return Math.max(highPerSecond / perSecond, perSecond / lowPerSecond) - 1;
    }
}
