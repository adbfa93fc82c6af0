package io.headroom.sizing;

import io.headroom.load.ImpossibleRunException;
import io.headroom.saturation.Saturation;

/**
 * The load to run at.
 *
 * @param fraction         share of the saturation goodput; 0 to 1
 * @param offeredPerSecond {@code fraction × saturation goodput}, in requests per second
 */
public record Target(double fraction, double offeredPerSecond) {

    public Target {
        if (!(fraction > 0 && fraction <= 1)) {
            throw new IllegalArgumentException("fraction " + fraction);
        }
        ImpossibleRunException.requireFigure("the load to run at", offeredPerSecond);
    }

    /** Returns the target that a saturation point gives. */
    public static Target of(Saturation saturation, double fraction) {
        return new Target(fraction, fraction * saturation.goodputPerSecond());
    }
}
