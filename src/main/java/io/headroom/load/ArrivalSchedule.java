package io.headroom.load;

import io.headroom.load.Load.Arrivals;
import java.time.Duration;
import java.util.Random;

/**
 * When the requests of an open-loop step are due. Safe for use by several threads.
 *
 * <p>Poisson arrivals: given their number n, the arrivals of a Poisson process in a period are n independent uniform times
 * (W. Feller, An Introduction to Probability Theory II, I.4). n is set to the period's share of the rate instead of being
 * drawn, and the period is the measured window (settling apart). So arrivals come in bursts as those of independent callers
 * do, over any time shorter than the window, and yet the window is offered exactly the rate, so that the figure measured is
 * not blurred by chance in the load. (Where a window may begin as soon as queues are full, and does, it lies before that
 * period, and its number is left to chance; there, more is offered than can be served in any case.)
 */
public final class ArrivalSchedule {

    /** Longer windows are drawn in parts, to bound the memory. */
    private static final double LONGEST_PERIOD_SECONDS = 600;

    private final Arrivals arrivals;
    private final Duration settling;
    private final Duration window;
    private final long seed;
    private final double phase;
    private final Random random;
    private final double windowSeconds;
    private double periodStart;
    private double periodEnd;
    private double[] period;
    private int taken;
    private long scheduled;

    /**
     * @param settling before the measured window
     * @param window   the measured window
     */
    public ArrivalSchedule(Arrivals arrivals, Duration settling, Duration window, long seed) {
        this(arrivals, settling, window, seed, 0);
    }

    /**
     * Of one of several clients.
     *
     * @param phase by what share of the time between two constant arrivals the first comes later, 0 to 1, so that those of
     *              several clients are spaced evenly, too
     */
    public ArrivalSchedule(Arrivals arrivals, Duration settling, Duration window, long seed, double phase) {
        this.phase = phase;
        this.arrivals = arrivals;
        this.settling = settling;
        this.window = window;
        this.seed = seed;
        this.random = new Random(seed);
        this.windowSeconds = Math.min(LONGEST_PERIOD_SECONDS, window.toNanos() / 1e9);
        if (!(windowSeconds > 0)) {
            throw new IllegalArgumentException("the window must last, but is " + window);
        }
        this.periodEnd = settling.toNanos() / 1e9;
        this.period = draw();
    }

    /** When the next request is due, nanoseconds after the start of the step; never less than the one before. */
    public synchronized long nextNanos() {
        double seconds = switch (arrivals.spacing()) {
            case CONSTANT -> (scheduled + phase) / arrivals.requestsPerSecond();
            case POISSON -> nextPoisson();
        };
        scheduled++;
        return Math.round(seconds * 1e9);
    }

    /**
     * How many requests are due in a period, whether or not anyone asked for them.
     *
     * @param fromNanos  its start, nanoseconds after the start of the step
     * @param untilNanos its end, excluded
     */
    public long dueBetween(long fromNanos, long untilNanos) {
        ArrivalSchedule again = new ArrivalSchedule(arrivals, settling, window, seed, phase);
        long due = 0;
        for (long next = again.nextNanos(); next < untilNanos; next = again.nextNanos()) {
            due += next >= fromNanos ? 1 : 0;
        }
        return due;
    }

    private double nextPoisson() {
        while (taken == period.length) {
            periodStart = periodEnd;
            periodEnd += windowSeconds;
            period = draw();
            taken = 0;
        }
        return period[taken++];
    }

    private double[] draw() {
        double rate = arrivals.requestsPerSecond();
        double length = periodEnd - periodStart;
        long count = Math.round(periodEnd * rate) - Math.round(periodStart * rate);
        return random.doubles(count)
                .map(share -> periodStart + share * length)
                .sorted()
                .toArray();
    }
}
