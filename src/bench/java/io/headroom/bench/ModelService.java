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
        boolean noisy) {

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
