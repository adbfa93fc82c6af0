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
 * @param change         change during the search; {@link Change#none} for none
 * @param slowness       factor by which the first pod takes longer than the others; 1 if all are alike
 * @param strainedSpeed  factor of the speed of all pods in the second after a refusal, as where refusing costs work; 1 if it costs none
 * @param bucket         token bucket before the service; {@link Bucket#NONE} for none
 * @param exponential    whether the time that a pod works on a request is exponential, whatever its coefficient of variation
 * @param timeout        seconds after which a request is answered with 504, as by a gateway: its pod works on it all the same
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
        double strainedSpeed,
        Bucket bucket,
        boolean exponential,
        double timeout) {

    /** Number of places in a queue that never refuses. */
    static final int ENDLESS = 1_000_000_000;

    /**
     * A lasting change of the service.
     *
     * @param factor    factor of the speed, above 1 for a faster service
     * @param pods      number of pods after the change; one that goes answers what it has taken
     * @param atSeconds time of the change
     */
    record Change(double factor, int pods, double atSeconds) {
        static Change none(int pods) {
            return new Change(1, pods, 0);
        }
    }

    /**
     * A limit that takes a request for each token in a bucket, and refuses the others. The bucket is full at the start.
     *
     * @param perSecond tokens added per second
     * @param burst     most tokens in the bucket
     */
    record Bucket(double perSecond, double burst) {
        static final Bucket NONE = new Bucket(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
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
        this(
                name,
                pods,
                slots,
                serviceSeconds,
                variation,
                queuePerPod,
                router,
                refusalCost,
                noisy,
                Change.none(pods),
                1,
                1,
                Bucket.NONE,
                false,
                Double.POSITIVE_INFINITY);
    }

    /** Creates a service of one pod that queues without end, and whose speed does not change. */
    static ModelService queue(String name, int servers, double serviceSeconds, double variation) {
        return new ModelService(name, 1, servers, serviceSeconds, variation, ENDLESS, Router.SHORTEST_QUEUE, 0, false);
    }

    /** Returns the same service with a change of its speed. */
    ModelService changing(double factor, double atSeconds) {
        return with(
                name + (factor < 1 ? " drops" : " grows"),
                noisy,
                new Change(factor, pods, atSeconds),
                slowness,
                strainedSpeed,
                bucket);
    }

    /** Returns the same service with another number of pods from a time on. */
    ModelService scaled(int podsAfter, double atSeconds) {
        return with(
                name + " " + pods + " to " + podsAfter + " pods",
                noisy,
                new Change(1, podsAfter, atSeconds),
                slowness,
                strainedSpeed,
                bucket);
    }

    /** Returns the same service with a first pod that takes longer than the others by this factor. */
    ModelService withSlowPod(double factor) {
        return with(name, noisy, change, factor, strainedSpeed, bucket);
    }

    /** Returns the same service with another speed in the second after a refusal, as a factor. */
    ModelService strained(double factor) {
        return with(name, noisy, change, slowness, factor, bucket);
    }

    /** Returns the same service behind a token bucket. */
    ModelService behind(Bucket tokens) {
        return with(name, noisy, change, slowness, strainedSpeed, tokens);
    }

    /** Returns the same service with exponential times. */
    ModelService withExponentialTimes() {
        return with(1, true, timeout);
    }

    /** Returns the same service behind a gateway that waits so many seconds. */
    ModelService withTimeout(double seconds) {
        return with(variation, exponential, seconds);
    }

    private ModelService with(double variation, boolean exponential, double timeout) {
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
                strainedSpeed,
                bucket,
                exponential,
                timeout);
    }

    /** Returns the same service without noise, and without a change. */
    ModelService quiet() {
        return with(name, false, Change.none(pods), slowness, strainedSpeed, bucket);
    }

    private ModelService with(
            String name, boolean noisy, Change change, double slowness, double strainedSpeed, Bucket bucket) {
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
                strainedSpeed,
                bucket,
                exponential,
                timeout);
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
     * A token bucket limits it to the tokens added per second.
     */
    double capacity() {
        return Math.min(bucket.perSecond(), pods * slots / serviceSeconds / slowness);
    }

    /** Returns the capacity after the change, in requests per second. */
    double capacityAfter() {
        return Math.min(bucket.perSecond(), change.factor() * change.pods() * slots / serviceSeconds / slowness);
    }
}
