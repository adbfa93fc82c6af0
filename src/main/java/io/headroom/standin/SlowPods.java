package io.headroom.standin;

import java.time.Duration;

/**
 * Pods that are slower than the others.
 *
 * @param pods    how many pods are slow; at least 1
 * @param latency mean time that a slow pod works on a request; above 0
 */
public record SlowPods(int pods, Duration latency) {

    public SlowPods {
        StandInSettings.require(pods >= 1, "at least 1 pod must be slow where pods are to be slow");
        StandInSettings.require(latency.toNanos() > 0, "the latency of slow pods must be above 0");
    }
}
