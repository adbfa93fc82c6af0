package io.headroom.verdict;

import java.util.Locale;

/** What a run proves, in one word. {@code headroom.json} uses exactly these words. */
public enum Verdict {
    /** The saturation point was found. */
    SATURATED,
    /** A rate limiter refused, as far as can be told, before the service was full. */
    RATE_LIMITED,
    /** The service took all that was offered, so its capacity is at least that. */
    NOT_SATURATED,
    /** The injector was the limit, not the service. */
    INJECTOR_BOUND,
    /** The run could not confirm its figures well enough. */
    UNCONVERGED,
    /** The capacity changed during the measurement. */
    CAPACITY_MOVED,
    /** The run was stopped by its user. */
    INTERRUPTED,
    /** The log does not contain the whole run. */
    INCOMPLETE,
    /** No answer can be drawn from this run; the reason says why. */
    NO_VERDICT;

    /** Returns the name used in {@code headroom.json}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
