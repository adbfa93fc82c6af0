package io.headroom.saturation;

import io.headroom.load.StepStatistics;

/**
 * Tells whether a search still makes progress while the injector limits its steps. One such step may have been
 * disturbed, and if the next one serves more, the search can go on. Several in a row that serve no more end the search.
 * So does the first step in which the injector had nothing left to send requests with.
 *
 * @param goodputPerSecond highest goodput so far
 * @param steps            number of steps in a row that were limited by the injector and served no more
 */
record Stall(double goodputPerSecond, int steps) {

    static final Stall NONE = new Stall(0, 0);

    /** A smaller factor than this is no progress. */
    private static final double GROWTH = 1.05;

    private static final int TRIES = 3;

    /** Returns the state after one more step. */
    Stall after(StepStatistics step, StepVerdict verdict) {
        boolean grown = step.goodputPerSecond() > GROWTH * goodputPerSecond;
        boolean limited = verdict == StepVerdict.INJECTOR_BOUND;
        int stalls = limited && InjectorLimit.isExhausted(step) ? TRIES : limited && !grown ? steps + 1 : 0;
        return new Stall(Math.max(goodputPerSecond, step.goodputPerSecond()), stalls);
    }

    boolean isFinal() {
        return steps >= TRIES;
    }
}
