package io.headroom.saturation;

import io.headroom.load.ImpossibleRunException;

/**
 * The capacity with its 95 % confidence interval, in successes per second.
 *
 * @param perSecond     the estimate
 * @param lowPerSecond  lower end of the interval
 * @param highPerSecond upper end of the interval
 * @param measurements  number of measurements that the estimate comes from: rounds or, where it lies between a rate that was
 *                      taken and one that was not, steps
 * @param overload      load at which the capacity was measured, as a multiple of the capacity
 */
public record CapacityEstimate(
        double perSecond, double lowPerSecond, double highPerSecond, int measurements, double overload) {

    public CapacityEstimate {
        ImpossibleRunException.requireFigure("the capacity", perSecond);
        ImpossibleRunException.requireFigure("the lower end of its interval", lowPerSecond);
        ImpossibleRunException.requireFigure("the upper end of its interval", highPerSecond);
    }

    /**
     * Returns the half-width of the interval as a share of the estimate: {@code max(high ÷ estimate, estimate ÷ low) −
     * 1}.
     */
    public double halfWidth() {
        return Math.max(highPerSecond / perSecond, perSecond / lowPerSecond) - 1;
    }
}
