package io.headroom.bench;

/**
 * A scoring service of known truth.
 *
 * @param name           of the cell
 * @param pods           c
 * @param slots          k, requests that a pod works on at the same time
 * @param serviceSeconds S, mean time a request is worked on
 * @param variation      coefficient of variation of that time (log-normal)
 * @param queuePerPod    places; one request more is refused
 * @param router         how a pod is chosen
 * @param refusalCost    work that a refusal costs its pod, as a share of S
 * @param noisy          whether its speed changes: 2 % from step to step, 3 % slowly (autocorrelated, τ = 30 s), slower while
 *                       cold, and one pod answering nothing but 502 for a second about every 600 s
 * @param change         of its speed in the midst of the search; {@link Change#NONE} for none
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
        Change change) {

    /**
     * From some time on the service is faster, or slower.
     *
     * @param factor    of its speed
     * @param atSeconds when
     */
    record Change(double factor, double atSeconds) {
        static final Change NONE = new Change(1, 0);
    }

    /** One whose speed does not change. */
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
        this(name, pods, slots, serviceSeconds, variation, queuePerPod, router, refusalCost, noisy, Change.NONE);
    }

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
                new Change(factor, atSeconds));
    }

    /** The same without noise. */
    ModelService quiet() {
        return new ModelService(name, pods, slots, serviceSeconds, variation, queuePerPod, router, refusalCost, false);
    }

    /** How a pod is chosen for a request. */
    enum Router {
        SHORTEST_QUEUE,
        ROUND_ROBIN,
        RANDOM
    }

    /** c·k/S, requests per second. */
    double capacity() {
        return pods * slots / serviceSeconds;
    }
}
