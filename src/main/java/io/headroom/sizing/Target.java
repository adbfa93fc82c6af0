package io.headroom.sizing;

import io.headroom.saturation.Saturation;

/**
 * The load to run at.
 *
 * @param fraction         share of the saturation goodput; 0 to 1
 * @param offeredPerSecond {@code fraction × saturation goodput}, in requests per second
 */
public record Target(double fraction, double offeredPerSecond) {

    public Target {
        if (!(fraction > 0 && fraction <= 1) || !(offeredPerSecond >= 0)) {
            throw new IllegalArgumentException("fraction " + fraction + ", offered " + offeredPerSecond);
        }
    }

    /** Returns the target that a saturation point gives. */
    public static Target of(Saturation saturation, double fraction) {
        return new Target(fraction, fraction * saturation.goodputPerSecond());
    }
}
