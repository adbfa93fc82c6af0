package io.headroom.plan;

import java.time.Duration;

/** Decides how often the virtual users that take no part in a step check whether the next one has begun. */
public final class IdlePolling {

    private static final Duration LEAST = Duration.ofMillis(50);

    /** All of them together check at most 20,000 times per second. */
    private static final int MOST_PER_MILLI = 20;

    private IdlePolling() {}

    /** Returns the time between two checks of one user. */
    public static Duration every(int users) {
        Duration shared = Duration.ofMillis(users / MOST_PER_MILLI);
        return shared.compareTo(LEAST) > 0 ? shared : LEAST;
    }
}
