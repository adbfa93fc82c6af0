package io.headroom.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InjectorWatchTest {

    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);

    @Test
    void timersThatComeInTimeHaveNoLag() {
        InjectorWatch watch = new InjectorWatch(TICK);
        watch.startTicking(5);
        for (int i = 1; i <= 200; i++) {
            watch.tick(5 + i * TICK);
        }

        assertEquals(new Lag(200, 0, 0, 0, 0), statistics(watch).loopLag());
    }

    /** A timer of 10 ms fires after 60 ms: 50 ms late. Those in between would have been 40, 30, 20 and 10 ms late. */
    @Test
    void stallCountsAsOftenAsTimersWouldHaveComeInIt() {
        InjectorWatch watch = new InjectorWatch(TICK);
        watch.startTicking(0);
        watch.tick(6 * TICK);

        Lag lag = statistics(watch).loopLag();

        assertEquals(5, lag.count());
        assertEquals(30, lag.meanMillis(), 0.3);
        assertEquals(50, lag.maxMillis(), 0.5);
    }

    @Test
    void ticksBeforeTheStartAreNoLag() {
        InjectorWatch watch = new InjectorWatch(TICK);
        watch.tick(1_000_000_000);

        assertEquals(Lag.NONE, statistics(watch).loopLag());
    }

    /** A request is sent 30 ms late and answered 50 ms later: 80 ms after it was due. Failures have no latency. */
    @Test
    void latencyCountsFromTheSchedule() {
        InjectorWatch watch = new InjectorWatch(TICK);
        watch.answered(TimeUnit.MILLISECONDS.toNanos(30), 50, Outcome.OK);
        watch.answered(TimeUnit.MILLISECONDS.toNanos(-1), 50, Outcome.OK);
        watch.answered(TimeUnit.MILLISECONDS.toNanos(10), 2, Outcome.REFUSED);

        InjectorStatistics statistics = statistics(watch);

        assertEquals(new LatencyMillis(2, 65, 50, 80, 80, 80), statistics.scheduledLatency());
        assertEquals(3, statistics.sendLag().count());
        assertEquals(40 / 3.0, statistics.sendLag().meanMillis(), 0.2);
        assertEquals(30, statistics.sendLag().maxMillis(), 0.3);
    }

    /** The sum of two injectors' samples, in either order, equals the sample of one that observed everything. */
    @Test
    void samplesOfSeveralInjectorsAddUpExactly() {
        Random random = new Random(4);
        InjectorWatch one = new InjectorWatch(TICK);
        InjectorWatch other = new InjectorWatch(TICK);
        InjectorWatch both = new InjectorWatch(TICK);
        for (int i = 0; i < 1000; i++) {
            long late = random.nextInt(40_000_000);
            long latency = random.nextInt(3000);
            (random.nextBoolean() ? one : other).answered(late, latency, Outcome.OK);
            both.answered(late, latency, Outcome.OK);
        }
        InjectorSample first = one.sample(0.3, OptionalDouble.of(0.9), 0.01, 0.2, 7, 600);
        InjectorSample second = other.sample(0.5, OptionalDouble.empty(), 0, 0.1, 5, 400);

        InjectorStatistics expected =
                InjectorStatistics.of(both.sample(0.5, OptionalDouble.of(0.9), 0.01, 0.2, 12, 1000));
        assertEquals(expected, InjectorStatistics.of(first.copy().andInPlace(second)));
        assertEquals(expected, InjectorStatistics.of(second.copy().andInPlace(first)));
    }

    private static InjectorStatistics statistics(InjectorWatch watch) {
        return InjectorStatistics.of(watch.sample(0, OptionalDouble.empty(), 0, 0, 0, 0));
    }
}
