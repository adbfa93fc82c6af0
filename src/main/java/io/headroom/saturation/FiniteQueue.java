package io.headroom.saturation;

/**
 * How the share of refused requests depends on the load: that of a queue with K places, served one at a time, whose arrivals
 * and service are both random (M/M/1/K; L. Kleinrock, Queueing Systems I, 1975, 3.6). At a load ρ, arrivals over capacity,
 *
 * <pre>{@code p(ρ) = ρ^K ÷ m    with    m = 1 + ρ + … + ρ^K = (1 − ρ^(K+1)) ÷ (1 − ρ)}</pre>
 *
 * <p>No service is exactly that. But with a K that need not be whole, its one free parameter, it has the shape of all of
 * them: a power of the load where there is little, flat where there is much.
 *
 * @param places K; at least 0
 */
record FiniteQueue(double places) {

    /** More than that makes no difference at any load that can be told from the capacity. */
    private static final double MOST_PLACES = 1000;

    private static final int HALVINGS = 60;

    /** The one that refuses that share at that load; both between 0 and 1. */
    static FiniteQueue refusing(double share, double load) {
        double low = 0;
        double high = MOST_PLACES;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (new FiniteQueue(middle).refused(load) > share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new FiniteQueue(low);
    }

    /** p, at a load between 0 and 1. */
    double refused(double load) {
        return Math.pow(load, places) / burst(load);
    }

    /** The load at which that share is refused; no more than 1. */
    double loadAt(double share) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (refused(middle) < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * How many times as much as independent ones the number of refusals scatters, as variance over mean. A queue that is full
     * stays near full for a while: until it is empty it is full m times on average, and that number is geometric. The number
     * of all refusals is then compound Poisson, of variance over mean {@code E[N²] ÷ E[N] = 2m − 1}.
     */
    double scatter(double load) {
        return 2 * burst(load) - 1;
    }

    private double burst(double load) {
        return (1 - Math.pow(load, places + 1)) / (1 - load);
    }
}
