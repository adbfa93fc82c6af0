package io.headroom.saturation;

/**
 * The share of refused requests as a function of the load. The model is a queue with K places that serves one request
 * at a time, with random arrivals and random service times (M/M/1/K; L. Kleinrock, Queueing Systems I, 1975, 3.6). At a
 * load ρ (arrival rate ÷ capacity) it refuses the share
 *
 * <pre>{@code p(ρ) = ρ^K ÷ m    with    m = 1 + ρ + … + ρ^K = (1 − ρ^(K+1)) ÷ (1 − ρ)}</pre>
 *
 * <p>No service is exactly such a queue. But K, the only free parameter, need not be a whole number, and then the
 * function has the shape that is common to all services: a power of the load where the load is low, flat where it is
 * high.
 *
 * @param places K; at least 0
 */
record FiniteQueue(double places) {

    /** More places make no difference at any load that can be told from the capacity. */
    private static final double MOST_PLACES = 1000;

    /** Nothing that could be offered is less. */
    private static final double LEAST_LOAD = 1e-9;

    private static final int BISECTIONS = 60;

    /** Returns the queue that refuses this share at this load; both are between 0 and 1. */
    static FiniteQueue refusing(double share, double load) {
        double low = 0;
        double high = MOST_PLACES;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (new FiniteQueue(middle).refused(load) > share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new FiniteQueue(low);
    }

    /** Returns the share p that is refused at a load between 0 and 1. */
    double refused(double load) {
        return Math.pow(load, places) / meanBurst(load);
    }

    /** Returns the load at which this share is refused; {@value #LEAST_LOAD} to 1. */
    double loadAt(double share) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (refused(middle) < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.max(LEAST_LOAD, low);
    }

    /**
     * Returns the dispersion (variance ÷ mean) of the number of refusals; it would be 1 for independent refusals. A
     * full queue stays near full for a while: before it is empty again it becomes full N times, where N is geometric
     * with mean m. The number of all refusals is therefore compound Poisson, with dispersion {@code E[N²] ÷ E[N] = 2m −
     * 1}.
     */
    double scatter(double load) {
        return 2 * meanBurst(load) - 1;
    }

    /** Returns m, the mean number of times that the queue becomes full before it is empty again. */
    private double meanBurst(double load) {
        return (1 - Math.pow(load, places + 1)) / (1 - load);
    }
}
