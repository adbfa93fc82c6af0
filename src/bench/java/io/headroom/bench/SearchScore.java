package io.headroom.bench;

import io.headroom.saturation.OnePercentRate;
import java.util.Optional;

/**
 * How one search ended.
 *
 * @param perSecond  what it says the capacity is; 0 when it says nothing
 * @param low        lower bound of its interval; NaN where it gives none
 * @param high       upper bound
 * @param end        whether it claims to know
 * @param seconds    of simulated time
 * @param onePercent the rate of which 1 % are refused, where it was searched
 */
record SearchScore(
        double perSecond, double low, double high, End end, double seconds, Optional<OnePercentRate> onePercent) {

    /** What a search claims. */
    enum End {
        CONVERGED,
        UNCONVERGED,
        MOVED
    }

    static SearchScore without(double perSecond, End end, double seconds) {
        return new SearchScore(perSecond, Double.NaN, Double.NaN, end, seconds, Optional.empty());
    }

    static SearchScore without(double perSecond, double seconds) {
        return without(perSecond, End.CONVERGED, seconds);
    }

    boolean converged() {
        return end == End.CONVERGED;
    }
}
