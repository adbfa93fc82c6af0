package io.headroom.saturation;

import java.time.Duration;

/**
 * When a step is measured. It settles until so many requests were refused, for then the queues are full, or until a limit;
 * then for a while more; then it is measured.
 *
 * @param refusals  that end the first part of settling; 0: there is no such part
 * @param limit     longest first part
 * @param settling  the second part
 * @param window    length of the measured window
 */
public record Timing(int refusals, Duration limit, Duration settling, Duration window) {

    /** To the millisecond. */
    static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }
}
