package io.headroom.saturation;

import io.headroom.load.Limit;

/**
 * Settings of the search for the capacity under a limit.
 *
 * @param limit          the limit
 * @param precision      upper half of the 95 % confidence interval at which the search ends, as a share of the rate
 * @param tolerableWidth that half up to which the interval is precise when the search has no time left
 * @param seconds        time after which the search ends, from its first measured window on; settling counts, and at least eight steps are
 *                       measured
 */
public record LimitSettings(Limit limit, double precision, double tolerableWidth, double seconds) {

    public LimitSettings {
        if (!(precision > 0 && tolerableWidth >= precision && seconds > 0)) {
            throw new IllegalArgumentException(
                    "precision " + precision + " to " + tolerableWidth + " in " + seconds + " s");
        }
    }

    /** Returns the same settings with another time after which the search ends, in seconds. */
    public LimitSettings within(double otherSeconds) {
        return new LimitSettings(limit, precision, tolerableWidth, otherSeconds);
    }
}
