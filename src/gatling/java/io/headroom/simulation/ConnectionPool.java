package io.headroom.simulation;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the connections of one of Gatling's pools, and decides which of them are closed.
 *
 * <p>Gatling has a pool for each event loop, and takes the connection from it that has waited longest. So every connection is used in
 * turn, none is ever idle for long, and a pool that was large once stays large, e.g. after a step of overload. Therefore a request
 * closes its connection when more of them are open than were in use at the same time in this step. So the start of a step closes
 * what the step before has left, and a steady step opens and closes next to none.
 *
 * <p>It assumes that the service itself closes no connection, so its count is an upper bound.
 *
 * <p>To be used by the thread of its event loop only, except {@link #open}.
 */
final class ConnectionPool {

    /** Time after which Gatling closes a connection that is not used: its {@code http.pooledConnectionIdleTimeout} in our configuration. */
    private static final long LONGEST_IDLE_MILLIS = 5000;

    private static final long IN_USE = Long.MAX_VALUE;

    private final int index;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong idleSinceMillis = new AtomicLong(IN_USE);
    private Object step;
    private int callers;
    private int inFlight;
    private int closing;
    private int peak;

    /** @param index of its event loop, from 0 */
    ConnectionPool(int index) {
        this.index = index;
    }

    /** Returns the index of its event loop, from 0. */
    int index() {
        return index;
    }

    /**
     * Called when a user takes part in a step.
     *
     * @param joined the step
     * @param caller whether the user is a caller, whose connection is not closed while the step lasts
     */
    void join(Object joined, boolean caller) {
        if (joined != step) {
            step = joined;
            callers = 0;
            peak = inFlight;
        }
        if (caller) {
            callers++;
        }
    }

    /** Counts a request that is sent now, and returns whether it has to close its connection. */
    boolean send(long nowMillis) {
        if (open(nowMillis) == inFlight) {
            open.setRelease(inFlight + 1);
        }
        inFlight++;
        idleSinceMillis.setRelease(IN_USE);
        peak = Math.max(peak, inFlight);
        boolean closes = open.getPlain() - closing > Math.max(callers, peak);
        closing += closes ? 1 : 0;
        return closes;
    }

    /**
     * Counts the end of a request.
     *
     * @param closes whether it had to close its connection
     * @param lost   whether there was no answer, so that its connection is closed, or was never opened
     */
    void end(long nowMillis, boolean closes, boolean lost) {
        inFlight--;
        closing -= closes ? 1 : 0;
        if (closes || lost) {
            open.setRelease(open.getPlain() - 1);
        }
        if (inFlight == 0) {
            idleSinceMillis.setRelease(nowMillis);
        }
    }

    /** Returns how many connections are open. Any thread may call it. */
    int open(long nowMillis) {
        return nowMillis - idleSinceMillis.getAcquire() > LONGEST_IDLE_MILLIS ? 0 : open.getAcquire();
    }
}
