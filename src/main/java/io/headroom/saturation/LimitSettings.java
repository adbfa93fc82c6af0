package io.headroom.saturation;

import io.headroom.load.Limit;

/**
 * Settings of the search for the capacity under a limit.
 *
 * @param limit     the limit
 * @param precision half-width of the 95 % confidence interval at which the search ends, as a share of the rate
 * @param tolerable half-width up to which the rate counts as known when the search has no time left
 * @param seconds   longest measured time
 */
public record LimitSettings(Limit limit, double precision, double tolerable, double seconds) {

    public LimitSettings {
        if (!(precision > 0 && tolerable >= precision && seconds > 0)) {
            throw new IllegalArgumentException("precision " + precision + " to " + tolerable + " in " + seconds + " s");
        }
    }
}
