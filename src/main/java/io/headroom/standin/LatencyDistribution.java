package io.headroom.standin;

import java.util.Locale;

/** How the time that a request is worked on varies. */
public enum LatencyDistribution {
    /** Log-normal, with the coefficient of variation of the settings. */
    LOG_NORMAL,
    /**
     * Exponential, whose coefficient of variation is 1. With random arrivals a pod is then the queue M/M/c, whose waiting times are
     * known.
     */
    EXPONENTIAL;

    /** Returns the name used in settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return word();
    }
}
