package io.headroom.plan;

import java.time.Duration;

/** How often the virtual users that take no part in a step look up whether the next one has come. */
public final class IdlePolling {

    private static final Duration LEAST = Duration.ofMillis(50);

    /** Together they look up no more than 20,000 times a second. */
    private static final int MOST_PER_MILLI = 20;

    private IdlePolling() {}

    /** The time between two looks of each. */
    public static Duration every(int users) {
        Duration shared = Duration.ofMillis(users / MOST_PER_MILLI);
        return shared.compareTo(LEAST) > 0 ? shared : LEAST;
    }
}
