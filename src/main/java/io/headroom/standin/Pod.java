package io.headroom.standin;

import java.util.PriorityQueue;

/**
 * A pod: places that work on one request each, and a first-in-first-out queue before them.
 *
 * <p>The finish of a request is computed when the request arrives, from the ideal finish of the last request on the place that
 * is free first: {@code finish = max(now, free) + service}, where {@code now} is the arrival, {@code free} that ideal finish and
 * {@code service} the time the request is worked on. A timer that fires late therefore delays an answer, but takes no capacity:
 * under overload the pod finishes exactly {@code concurrency ÷ service} requests per second.
 */
final class Pod {

    private final long capacity;
    private final PriorityQueue<Long> placeFreeNanos = new PriorityQueue<>();
    private final PriorityQueue<Long> finishNanos = new PriorityQueue<>();

    Pod(int concurrency, int queue) {
        this.capacity = (long) concurrency + queue;
        for (int place = 0; place < concurrency; place++) {
            placeFreeNanos.add(Long.MIN_VALUE);
        }
    }

    /** Returns how many requests are worked on or wait. */
    int inside(long nowNanos) {
        while (!finishNanos.isEmpty() && finishNanos.peek() <= nowNanos) {
            finishNanos.remove();
        }
        return finishNanos.size();
    }

    boolean isFull(long nowNanos) {
        return inside(nowNanos) >= capacity;
    }

    /** Returns when a request that arrives now would begin to be worked on. */
    long begins(long nowNanos) {
        return Math.max(nowNanos, placeFreeNanos.element());
    }

    /** Takes a request and returns when it will be finished. */
    long take(long nowNanos, long serviceNanos) {
        long finish = begins(nowNanos) + serviceNanos;
        placeFreeNanos.remove();
        placeFreeNanos.add(finish);
        finishNanos.add(finish);
        return finish;
    }
}
