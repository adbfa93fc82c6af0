package io.headroom.saturation;

import java.time.Duration;

/**
 * The phases of a step. First the service's queues fill: this phase lasts until a number of requests was refused, or
 * until a limit. Then the step settles. Then it is measured.
 *
 * @param refusals number of refusals that end the first phase; 0 if there is no such phase
 * @param limit    longest first phase
 * @param settling length of the second phase
 * @param window   length of the measured window
 */
public record Timing(int refusals, Duration limit, Duration settling, Duration window) {

    /**
     * Shortest time to settle after a step with more or other users. Their connections idle for up to 5 s (Gatling's
     * {@code http.pooledConnectionIdleTimeout}, as configured here), and some services refuse while many are open.
     */
    static final Duration CONNECTIONS_CLOSE = Duration.ofSeconds(6);

    /** Returns a duration, rounded to the millisecond. */
    static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }

    /** Returns the same phases, the second one at least that long. */
    Timing settledFor(Duration least) {
        return settling.compareTo(least) < 0 ? new Timing(refusals, limit, least, window) : this;
    }
}
