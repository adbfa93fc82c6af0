package io.headroom.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A pool has as many connections as its requests need at the same time. */
class ConnectionPoolTest {

    private static final boolean KEEPS = false;

    private final ConnectionPool pool = new ConnectionPool(0);

    @Test
    void opensAsManyAsAreInFlightAndKeepsThem() {
        burst(3, 0);
        assertThat(pool.open(0)).isEqualTo(3);
        burst(2, 10);
        assertThat(pool.open(10)).isEqualTo(3);
    }

    /** 8 are open, and one at a time is needed: the first 7 requests each close one, the 8th keeps the last. */
    @Test
    void aStepWithLessLoadClosesWhatTheStepBeforeHadLeft() {
        burst(8, 0);
        pool.join(new Object(), false);
        assertThat(closedBy(20, 100)).isEqualTo(7);
        assertThat(pool.open(120)).isEqualTo(1);
    }

    /** 5 requests at the same time: the first 4 see more connections than requests, and close theirs; the fifth sees as many. */
    @Test
    void whatAStepNeededOnceItKeeps() {
        burst(8, 0);
        pool.join(new Object(), false);
        burst(5, 500);
        assertThat(pool.open(500)).isEqualTo(4);
        burst(5, 600);
        assertThat(pool.open(600)).isEqualTo(5);
        assertThat(closedBy(20, 3000)).isZero();
        assertThat(pool.open(3020)).isEqualTo(5);
    }

    @Test
    void callersKeepTheirConnectionsWhileTheyWaitForTheirNextTry() {
        burst(8, 0);
        Object step = new Object();
        for (int caller = 0; caller < 8; caller++) {
            pool.join(step, true);
        }
        for (long now = 0; now < 10_000; now += 100) {
            assertThat(pool.send(now)).isEqualTo(KEEPS);
            pool.end(now, false, false);
        }
        assertThat(pool.open(9_900)).isEqualTo(8);
    }

    @Test
    void aConnectionIsLostWithItsAnswer() {
        burst(3, 0);
        boolean closes = pool.send(5);
        pool.end(5, closes, true);
        assertThat(pool.open(5)).isEqualTo(2);
    }

    /** As Gatling does by pooledConnectionIdleTimeout. */
    @Test
    void anIdlePoolIsEmpty() {
        burst(3, 0);
        assertThat(pool.open(5000)).isEqualTo(3);
        assertThat(pool.open(5001)).isZero();
        burst(1, 6000);
        assertThat(pool.open(6000)).isEqualTo(1);
    }

    /** Sends requests one after another, and returns how many of them closed their connection. */
    private int closedBy(int requests, long startMillis) {
        int closed = 0;
        for (int request = 0; request < requests; request++) {
            boolean closes = pool.send(startMillis + request);
            closed += closes ? 1 : 0;
            pool.end(startMillis + request, closes, false);
        }
        return closed;
    }

    private void burst(int requests, long nowMillis) {
        boolean[] closes = new boolean[requests];
        for (int i = 0; i < requests; i++) {
            closes[i] = pool.send(nowMillis);
        }
        for (boolean close : closes) {
            pool.end(nowMillis, close, false);
        }
    }
}
