package io.headroom.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A pool has as many connections as its requests need at the same time. */
class ConnectionPoolTest {

    private static final boolean KEEPS = false;
    private static final boolean CLOSES = true;

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
        int closed = 0;
        for (int request = 0; request < 20; request++) {
            boolean closes = pool.send(100 + request);
            closed += closes ? 1 : 0;
            pool.end(100 + request, closes, false);
        }
        assertThat(closed).isEqualTo(7);
        assertThat(pool.open(120)).isEqualTo(1);
    }

    /** 5 were needed at 0 ms, and 1 since. The periods begin at 0, 1000 and 2000 ms, so they are kept until 2000 ms. */
    @Test
    void whatWasNotNeededForTwoPeriodsIsClosed() {
        pool.join(new Object(), false);
        pool.send(1000);
        pool.end(1000, false, false);
        burst(5, 1001);
        for (long now : new long[] {1500, 1999, 2000, 2500, 2999}) {
            assertThat(pool.send(now)).as("at %d ms", now).isEqualTo(KEEPS);
            pool.end(now, false, false);
        }
        assertThat(pool.send(3000)).isEqualTo(CLOSES);
        pool.end(3000, true, false);
        assertThat(pool.open(3000)).isEqualTo(4);
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
