package io.headroom.standin;

import java.time.Duration;
import java.util.stream.IntStream;

/**
 * Settings of the stand-in.
 *
 * @param pods             number of pods; at least 1
 * @param concurrency      requests that a pod works on at the same time; at least 1
 * @param latency          mean time a request is worked on; above 0
 * @param latencyVariation coefficient of variation of that time if it is log-normal; 0 to 5
 * @param distribution     how that time varies
 * @param queuePerPod      requests that can wait at a pod while all its places are taken; at least 0
 * @param refusedStatus    HTTP status of the answer of a full pod; 400 to 599
 * @param routing          how a pod is chosen
 * @param coldStart        time from the start in which the latency falls from three times its value to its value
 * @param disturbances     failures, slow pods, a change of their number, a limit of the rate, a time-out
 */
public record StandInSettings(
        int pods,
        int concurrency,
        Duration latency,
        double latencyVariation,
        LatencyDistribution distribution,
        int queuePerPod,
        int refusedStatus,
        Routing routing,
        Duration coldStart,
        Disturbances disturbances) {

    private static final int USUAL_REFUSAL = 503;
    private static final int LEAST_ERROR = 400;
    private static final int MOST_ERROR = 599;

    public StandInSettings {
        require(pods >= 1, "pods must be at least 1");
        require(concurrency >= 1, "concurrency must be at least 1");
        require(latency.toNanos() > 0, "latency must be above 0");
        require(latencyVariation >= 0 && latencyVariation <= 5, "latency variation must be 0 to 5");
        require(queuePerPod >= 0, "queue per pod must be at least 0");
        require(refusedStatus >= LEAST_ERROR && refusedStatus <= MOST_ERROR, "refused status must be 400 to 599");
        require(
                disturbances.failure().stream().allMatch(acted -> acted.pods() <= pods),
                "no more pods can fail than there are");
        require(
                disturbances.slow().stream().allMatch(slow -> slow.pods() <= pods),
                "no more pods can be slow than there are");
    }

    /**
     * Returns the true capacity at the start, requests per second: the highest rate that is served without lasting refusals. The
     * router that chooses the least busy pod uses them all, {@code Σ concurrency ÷ latency}, and so does one queue before all
     * of them. The others send each pod the same share, so that the slowest one decides:
     * {@code pods × concurrency ÷ latency of the slowest}. A limit of the rate caps both.
     */
    public double capacityPerSecond() {
        boolean usesAll = routing == Routing.LEAST_BUSY || routing == Routing.SHARED_QUEUE;
        double ofPods = usesAll
                ? IntStream.range(0, pods).mapToDouble(this::ratePerSecond).sum()
                : pods
                        * IntStream.range(0, pods)
                                .mapToDouble(this::ratePerSecond)
                                .min()
                                .orElseThrow();
        return disturbances
                .limit()
                .map(RateLimit::requestsPerSecond)
                .map(rate -> Math.min(rate, ofPods))
                .orElse(ofPods);
    }

    private double ratePerSecond(int pod) {
        return concurrency * 1e9 / latencyOf(pod).toNanos();
    }

    /** Returns the mean time that a pod works on a request. The first pods are the slow ones. */
    Duration latencyOf(int pod) {
        return disturbances
                .slow()
                .filter(slow -> pod < slow.pods())
                .map(SlowPods::latency)
                .orElse(latency);
    }

    /** Returns the largest number of pods that there ever are. */
    int mostPods() {
        return Math.max(pods, disturbances.change().map(PodsChange::pods).orElse(pods));
    }

    /**
     * Returns the most callers that are never refused when the least busy pod is chosen, or when all wait in one queue: all places
     * and all queues.
     */
    public long callersWithoutRefusals() {
        return (long) pods * (concurrency + queuePerPod);
    }

    /** Describes the settings, e.g. {@code 12 pods x 1 x 50 ms, 2 queued per pod, least-busy}. */
    public String description() {
        return pods + " pods x " + concurrency + " x " + latency.toNanos() / 1e6 + " ms"
                + (distribution == LatencyDistribution.EXPONENTIAL ? " (exponential), " : ", ") + queuePerPod
                + " queued per pod, " + routing.word()
                + (refusedStatus == USUAL_REFUSAL ? "" : ", full pods answer " + refusedStatus)
                + disturbances.description();
    }

    static void require(boolean holds, String expectation) {
        if (!holds) {
            throw new IllegalArgumentException("stand-in: " + expectation);
        }
    }
}
