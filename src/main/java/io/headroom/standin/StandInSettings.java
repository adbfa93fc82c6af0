package io.headroom.standin;

import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the stand-in.
 *
 * @param pods             number of pods; at least 1
 * @param concurrency      requests that a pod works on at the same time; at least 1
 * @param latency          mean time a request is worked on; above 0
 * @param latencyVariation coefficient of variation of that time, which is log-normal; 0 to 5
 * @param queuePerPod      requests that can wait at a pod while all its places are taken; at least 0
 * @param routing          how a pod is chosen
 * @param coldStart        time from the start in which the latency falls from three times its value to its value
 * @param failure          a failure to act out, if any
 */
public record StandInSettings(
        int pods,
        int concurrency,
        Duration latency,
        double latencyVariation,
        int queuePerPod,
        Routing routing,
        Duration coldStart,
        Optional<Failure> failure) {

    public StandInSettings {
        require(pods >= 1, "pods must be at least 1");
        require(concurrency >= 1, "concurrency must be at least 1");
        require(latency.toNanos() > 0, "latency must be above 0");
        require(latencyVariation >= 0 && latencyVariation <= 5, "latency variation must be 0 to 5");
        require(queuePerPod >= 0, "queue per pod must be at least 0");
        require(failure.stream().allMatch(acted -> acted.pods() <= pods), "no more pods can fail than there are");
    }

    /** Returns the true capacity, requests per second: {@code pods × concurrency ÷ latency}. */
    public double capacityPerSecond() {
        return pods * (double) concurrency * 1e9 / latency.toNanos();
    }

    /** Returns the most callers that are never refused when the least busy pod is chosen: all places and all queues. */
    public int callersWithoutRefusals() {
        return pods * (concurrency + queuePerPod);
    }

    /** Describes the settings, e.g. {@code 12 pods x 1 x 50 ms, 2 queued per pod, least-busy}. */
    public String description() {
        return pods + " pods x " + concurrency + " x " + latency.toNanos() / 1e6 + " ms, " + queuePerPod
                + " queued per pod, " + routing.word();
    }

    private static void require(boolean holds, String expectation) {
        if (!holds) {
            throw new IllegalArgumentException("stand-in: " + expectation);
        }
    }
}
