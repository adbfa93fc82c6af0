package io.headroom.saturation;

import io.headroom.load.StepStatistics;

/**
 * Whether a search gets anywhere with an injector that limits its steps. One such step may have been disturbed, and where the
 * next one still brings more, the search can go on; several in a row that bring no more end it, and so does the first that had
 * nothing left to send requests with.
 *
 * @param goodputPerSecond the highest so far
 * @param steps            how many in a row were limited by the injector and brought no more
 */
record Stall(double goodputPerSecond, int steps) {

    static final Stall NONE = new Stall(0, 0);

    /** Less growth than this is none. */
    private static final double GROWTH = 1.05;

    private static final int TRIES = 3;

    /** The same after one more step. */
    Stall after(StepStatistics step, StepVerdict verdict) {
        boolean grown = step.goodputPerSecond() > GROWTH * goodputPerSecond;
        boolean limited = verdict == StepVerdict.INJECTOR_BOUND;
        int stalls = limited && InjectorLimit.isOutOfMeans(step) ? TRIES : limited && !grown ? steps + 1 : 0;
        return new Stall(Math.max(goodputPerSecond, step.goodputPerSecond()), stalls);
    }

    boolean isFinal() {
        return steps >= TRIES;
    }
}
