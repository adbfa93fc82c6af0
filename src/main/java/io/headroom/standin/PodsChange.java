package io.headroom.standin;

import java.time.Duration;

/**
 * A change of the number of pods, as when an autoscaler adds some or a node is lost. A pod that goes finishes the requests in it.
 *
 * @param pods  number of pods from then on; at least 1
 * @param after time from the start of the service to the change
 */
public record PodsChange(int pods, Duration after) {

    public PodsChange {
        StandInSettings.require(pods >= 1, "at least 1 pod must be left after a change of their number");
    }
}
