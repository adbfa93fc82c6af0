package io.headroom.bench;

import io.headroom.saturation.OnePercentRate;
import java.util.Optional;

/**
 * The result of one search.
 *
 * @param perSecond  capacity that it found, in requests per second; 0 when it found none
 * @param low        lower bound of its confidence interval; NaN where it gives none
 * @param high       upper bound of that interval
 * @param end        what the search says about its result
 * @param seconds    simulated time that it took
 * @param onePercent rate of which 1 % are refused, where the search looked for it
 */
record SearchScore(
        double perSecond, double low, double high, End end, double seconds, Optional<OnePercentRate> onePercent) {

    /** What a search says about its result. */
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
