package io.headroom.simulation;

import io.headroom.load.ArrivalSchedule;
import java.time.Duration;

/**
 * Hands the arrivals of a schedule to virtual users, each of which sends its next one. Safe for use by several threads.
 *
 * <p>Gatling's event loops do not share connections. So that a small load needs few of them, the users of the first loop send as much of
 * it as they can: they claim the next arrival whenever they are free. Users of other loops claim an arrival only when it is due soon,
 * which shows that too few users of the loops before theirs are free. The lower the index of a loop, the earlier its users claim.
 */
final class ArrivalClaims {

    /** Says that the next arrival is left to the users of other event loops. */
    static final long LEFT_TO_OTHERS = Long.MIN_VALUE;

    private final ArrivalSchedule schedule;
    private final long pollNanos;
    private long nextNanos;

    /** @param poll longest time after which a user that has claimed nothing asks again */
    ArrivalClaims(ArrivalSchedule schedule, Duration poll) {
        this.schedule = schedule;
        this.pollNanos = poll.toNanos();
        this.nextNanos = schedule.nextNanos();
    }

    /**
     * Returns when the next arrival is due, in nanoseconds after the start of the step, or {@link #LEFT_TO_OTHERS}.
     *
     * @param loop     index of the user's event loop, from 0
     * @param nowNanos time since the start of the step
     */
    synchronized long next(int loop, long nowNanos) {
        if (loop > 0 && nextNanos - nowNanos > pollNanos + pollNanos / loop) {
            return LEFT_TO_OTHERS;
        }
        long claimed = nextNanos;
        nextNanos = schedule.nextNanos();
        return claimed;
    }

    /** See {@link ArrivalSchedule#dueBetween}. */
    long dueBetween(long fromNanos, long untilNanos) {
        return schedule.dueBetween(fromNanos, untilNanos);
    }
}
