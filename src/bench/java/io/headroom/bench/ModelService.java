package io.headroom.bench;

/**
 * A scoring service whose capacity is known.
 *
 * @param name           name of the cell in the table
 * @param pods           number of pods, c
 * @param slots          number of requests that a pod works on at the same time, k
 * @param serviceSeconds mean time that a pod works on a request, S
 * @param variation      coefficient of variation of that time, which is log-normal
 * @param queuePerPod    number of requests that wait in a pod; one more is refused
 * @param router         how a pod is chosen for a request
 * @param refusalCost    work that a refusal costs its pod, as a fraction of S
 * @param noisy          whether its speed varies: by 2 % from step to step, by 3 % slowly (autocorrelated, τ = 30 s), slower while
 *                       cold, and one pod answers nothing but 502 for a second about every 600 s
 * @param change         change of its speed during the search; {@link Change#NONE} for none
 * @param slowness       factor by which the first pod takes longer than the others; 1 if all are alike
 * @param strainedSpeed  factor of the speed of all pods in the second after a refusal, as where refusing costs work; 1 if it costs none
 */
record ModelService(
        String name,
        int pods,
        int slots,
        double serviceSeconds,
        double variation,
        int queuePerPod,
        Router router,
        double refusalCost,
        boolean noisy,
        Change change,
        double slowness,
        double strainedSpeed) {

    /**
     * A lasting change of the service's speed.
     *
     * @param factor    factor of the speed, above 1 for a faster service
     * @param atSeconds time of the change
     */
    record Change(double factor, double atSeconds) {
        static final Change NONE = new Change(1, 0);
    }

    /** Creates a service whose speed does not change. */
    ModelService(
            String name,
            int pods,
            int slots,
            double serviceSeconds,
            double variation,
            int queuePerPod,
            Router router,
            double refusalCost,
            boolean noisy) {
        this(name, pods, slots, serviceSeconds, variation, queuePerPod, router, refusalCost, noisy, Change.NONE, 1, 1);
    }

    /** Returns the same service with a change of its speed. */
    ModelService changing(double factor, double atSeconds) {
        return new ModelService(
                name + (factor < 1 ? " drops" : " grows"),
                pods,
                slots,
                serviceSeconds,
                variation,
                queuePerPod,
                router,
                refusalCost,
                noisy,
                new Change(factor, atSeconds),
                slowness,
                strainedSpeed);
    }

    /** Returns the same service with a first pod that takes longer than the others by this factor. */
    ModelService withSlowPod(double factor) {
        return new ModelService(
                name,
                pods,
                slots,
                serviceSeconds,
                variation,
                queuePerPod,
                router,
                refusalCost,
                noisy,
                change,
                factor,
                strainedSpeed);
    }

    /** Returns the same service with another speed in the second after a refusal, as a factor. */
    ModelService strained(double factor) {
        return new ModelService(
                name,
                pods,
                slots,
                serviceSeconds,
                variation,
                queuePerPod,
                router,
                refusalCost,
                noisy,
                change,
                slowness,
                factor);
    }

    /** Returns the same service without noise. */
    ModelService quiet() {
        return new ModelService(name, pods, slots, serviceSeconds, variation, queuePerPod, router, refusalCost, false)
                .withSlowPod(slowness)
                .strained(strainedSpeed);
    }

    /** How a pod is chosen for a request. */
    enum Router {
        SHORTEST_QUEUE,
        ROUND_ROBIN,
        RANDOM
    }

    /**
     * Returns the capacity, in requests per second. It is c·k/S. A router in turn gives a slow pod as many requests as
     * each of the others: with a first pod that takes f times as long, the service sustains c·k/(f·S).
     */
    double capacity() {
        return pods * slots / serviceSeconds / slowness;
    }
}
