package io.headroom.standin;

import java.util.PriorityQueue;

/**
 * One pod: places that work and a first-in-first-out queue before them.
 *
 * <p>A request's finish is computed the moment it arrives, from the ideal finish of the request before it on the place
 * that is free first: {@code finish = max(now, free) + service}. Timers that fire late therefore delay answers, but never
 * add up to lost capacity: under overload the pod finishes exactly {@code concurrency ÷ service} requests per second.
 */
final class Pod {

    private final int capacity;
    private final PriorityQueue<Long> placeFreeNanos = new PriorityQueue<>();
    private final PriorityQueue<Long> finishNanos = new PriorityQueue<>();

    Pod(int concurrency, int queue) {
        this.capacity = concurrency + queue;
        for (int place = 0; place < concurrency; place++) {
            placeFreeNanos.add(Long.MIN_VALUE);
        }
    }

    /** Requests worked on or waiting at that time. */
    int inside(long nowNanos) {
        while (!finishNanos.isEmpty() && finishNanos.peek() <= nowNanos) {
            finishNanos.remove();
        }
        return finishNanos.size();
    }

    boolean isFull(long nowNanos) {
        return inside(nowNanos) >= capacity;
    }

    /** Takes a request; the pod must not be full. Returns when it will be finished. */
    long take(long nowNanos, long serviceNanos) {
        long finish = Math.max(nowNanos, placeFreeNanos.remove()) + serviceNanos;
        placeFreeNanos.add(finish);
        finishNanos.add(finish);
        return finish;
    }
}
