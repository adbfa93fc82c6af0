package io.headroom.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The purpose of a step. */
public enum Purpose {
    /** Warms up pods and injector before anything counts. */
    WARM_UP,
    /** Raises the load of the search. */
    UP,
    /** Lowers the load of the search, or bisects between a clean and a saturated load. */
    DOWN,
    /** Measures, for longer, the goodput at the highest load that is taken. */
    BOUNDARY,
    /** Offers more than the service can take, to measure what it serves. */
    PLATEAU,
    /** Looks for the highest rate of arrivals at which at most 1 % of the requests are refused. */
    ONE_PERCENT,
    /** Looks for the highest rate of arrivals that keeps a limit. */
    LIMIT,
    /** Offers more than a rate limiter lets pass, to find its rate. */
    RATE_LIMIT,
    /** Stays at the saturation point to measure latencies there. */
    HOLD,
    /** Verifies the load to run at. */
    TARGET,
    /** Sends a group of messages in rapid succession, for fine tuning. */
    FINE_TUNING;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Returns the name used in step labels and reports. */
    public String word() {
        return word;
    }

    /**
     * Returns whether a step of this purpose ends as soon as the evidence against its load is conclusive. Steps that
     * hold or verify a load run to their end.
     */
    public boolean endsEarly() {
        return this == UP || this == DOWN || this == BOUNDARY;
    }

    /**
     * Returns whether chance decides how many random arrivals come in a step, as in a Poisson process. Where a fixed number comes, long
     * queues are rarer, and so are requests that miss a limit.
     */
    public boolean leavesNumberToChance() {
        return this == LIMIT;
    }

    /** Returns whether a step of this purpose offers more than the service can take, to measure what it serves. */
    public boolean isOverload() {
        return this == PLATEAU;
    }

    /** Returns whether a step of this purpose offers arrivals in every search, also in one with callers. */
    public boolean isOpenInEverySearch() {
        return this == LIMIT || this == RATE_LIMIT || this == TARGET;
    }

    /** Returns the purpose of that name; empty if there is none. */
    public static Optional<Purpose> ofWord(String word) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.word().equals(word))
                .findFirst();
    }
}
