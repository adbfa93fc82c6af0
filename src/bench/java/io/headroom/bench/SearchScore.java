package io.headroom.bench;

/**
 * How one search ended.
 *
 * @param perSecond what it says the capacity is; 0 when it says nothing
 * @param low       lower bound of its interval; NaN where it gives none
 * @param high      upper bound
 * @param converged whether it claims to know
 * @param seconds   of simulated time
 */
record SearchScore(double perSecond, double low, double high, boolean converged, double seconds) {

    static SearchScore without(double perSecond, double seconds) {
        return new SearchScore(perSecond, Double.NaN, Double.NaN, true, seconds);
    }
}
