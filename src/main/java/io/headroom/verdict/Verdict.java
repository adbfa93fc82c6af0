package io.headroom.verdict;

import java.util.Locale;

/** What a run proves. The closed set that {@code headroom.json} can hold. */
public enum Verdict {
    /** The saturation point was found. */
    SATURATED,
    /** The service took all that was offered: its capacity is at least that. */
    NOT_SATURATED,
    /** The injector, not the service, was the limit. */
    INJECTOR_BOUND,
    /** The search ended before its answer was precise enough. */
    UNCONVERGED,
    /** The capacity changed during the measurement. */
    CAPACITY_MOVED,
    /** The run was stopped by its user. */
    INTERRUPTED,
    /** The log does not hold the whole run. */
    INCOMPLETE,
    /** No answer can be drawn from this run; the reason says why. */
    NO_VERDICT;

    /** The name used in {@code headroom.json}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
