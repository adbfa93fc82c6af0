package io.headroom.simulation;

import io.headroom.load.Load;
import io.headroom.load.Outcome;
import io.headroom.plan.NextStep;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** When the virtual users of a step send their requests, on {@link System#nanoTime}. Safe for use by several threads. */
final class DueTimes {

    /** Says that no request is due any more. */
    static final long NEVER = Long.MAX_VALUE;

    /** Says that no request is due yet, and that the user has to ask again. */
    static final long NOTHING_YET = Long.MAX_VALUE - 1;

    /** Says that a request is due now. Saves reading the clock, which costs time at full speed. */
    static final long AT_ONCE = Long.MIN_VALUE;

    private final NextStep.Run run;
    private final boolean open;
    private final long startNanos;
    private final long retryWaitNanos;
    private final Map<Integer, ArrivalClaims> arrivals = new HashMap<>();

    /**
     * @param retryWait how long a caller waits before its next request after a refusal or a fast failure
     * @param seed      of random arrivals
     */
    DueTimes(StepOrder order, Duration retryWait, long seed) {
        this.run = order.run();
        this.open = run.step().load().isOpen();
        this.startNanos = order.startNanos();
        this.retryWaitNanos = retryWait.toNanos();
        for (StepPart part : order.parts()) {
            part.schedule(run, seed, order.clients())
                    .map(schedule -> new ArrivalClaims(schedule, VirtualUser.LONGEST_PAUSE))
                    .ifPresent(claims -> arrivals.put(part.client(), claims));
        }
    }

    /**
     * Returns when a virtual user sends its first request, {@link #NOTHING_YET} or {@link #NEVER}. Callers start one after another during
     * the first half of settling, as they would be distributed in a running service, and not in one burst that fills a queue.
     *
     * @param user its number, from 0
     * @param loop index of its event loop, from 0
     */
    long first(StepPart part, int user, int loop) {
        Load load = part.load();
        if (open) {
            return claim(part, loop);
        }
        if (load.totalMessages().isPresent()) {
            return load.hasSentAll(user, 0) ? NEVER : startNanos;
        }
        return startNanos
                + run.settling().toNanos() / 2 * user / load.concurrentCallers().orElseThrow();
    }

    /**
     * Returns when a virtual user sends its next request, {@link #AT_ONCE}, {@link #NOTHING_YET} or {@link #NEVER}.
     *
     * @param loop          index of its event loop, from 0
     * @param sent          number of requests that it has sent in this step
     * @param outcome       of the last one
     * @param latencyMillis time until it was answered or had failed
     */
    long next(StepPart part, int user, int loop, int sent, Outcome outcome, long latencyMillis) {
        if (open) {
            return claim(part, loop);
        }
        if (part.load().hasSentAll(user, sent)) {
            return NEVER;
        }
        return waitsAfter(outcome, latencyMillis) ? System.nanoTime() + retryWaitNanos : AT_ONCE;
    }

    /**
     * Returns whether a caller waits before its next request: after every refusal, and after every other failure that came sooner than
     * the wait. Callers that fail fast and try again at once would send many times what the service can take. A failure that took longer
     * has held the caller up long enough.
     */
    private boolean waitsAfter(Outcome outcome, long latencyMillis) {
        return outcome == Outcome.REFUSED
                || (outcome != Outcome.OK && TimeUnit.MILLISECONDS.toNanos(latencyMillis) < retryWaitNanos);
    }

    /** Returns when the user sends the next arrival that it claims, {@link #NOTHING_YET} or {@link #NEVER}. */
    long claim(StepPart part, int loop) {
        long next = arrivals.get(part.client()).next(loop, System.nanoTime() - startNanos);
        if (next == ArrivalClaims.LEFT_TO_OTHERS) {
            return NOTHING_YET;
        }
        long due = startNanos + next;
        return due < lastNanos() ? due : NEVER;
    }

    /** Returns the number of arrivals that are due in a time. */
    long arrivalsBetween(long fromNanos, long untilNanos) {
        long until = Math.min(untilNanos, lastNanos());
        return arrivals.values().stream()
                .mapToLong(claims -> claims.dueBetween(fromNanos - startNanos, until - startNanos))
                .sum();
    }

    private long lastNanos() {
        return startNanos + run.longestSettling().plus(run.length()).toNanos();
    }
}
