package io.headroom.load;

import io.headroom.load.Load.Arrivals;
import java.time.Duration;
import java.util.Random;
import java.util.stream.DoubleStream;

/**
 * Says when the requests of an open-loop step are due. Safe for use by several threads.
 *
 * <p>Constant arrivals: request i, from 0, is due {@code (i + phase) ÷ rate} seconds after the start of the step.
 *
 * <p>Poisson arrivals: given their number n, the arrivals of a Poisson process in a period are n independent uniform
 * times (W. Feller, An Introduction to Probability Theory II, I.4). n is not drawn but set to rate × period, and the
 * measured window is such a period of its own. So arrivals come in bursts, as those of independent callers do, over any
 * time shorter than the window. Yet exactly the rate is offered in the window as a whole, so that chance in the load
 * does not blur the figure that is measured. (A step that may begin its window as soon as the service's queues are full
 * begins it before that period. The number of arrivals in it is then left to chance, which does not matter: more is
 * offered than can be served in any case.)
 *
 * <p>Where requests wait, this makes long queues a little rarer: a window of 12 s at 82 % of what four servers take, whose queues fill in
 * 1 s, has 5 % fewer requests that wait too long than the process has. So it can be left to chance how many arrive, see {@link #byChance}.
 */
public final class ArrivalSchedule {

    /** Longer windows are drawn in several periods, to bound the memory. */
    private static final double LONGEST_PERIOD_SECONDS = 600;

    private final Arrivals arrivals;
    private final Duration settling;
    private final Duration window;
    private final long seed;
    private final double phase;
    private final boolean exact;
    private final Random random;
    private final double windowSeconds;
    private double periodStart;
    private double periodEnd;
    private double[] period;
    private int used;
    private long scheduled;

    /**
     * Creates the schedule of a single client.
     *
     * @param settling time before the measured window
     * @param window   length of the measured window
     */
    public ArrivalSchedule(Arrivals arrivals, Duration settling, Duration window, long seed) {
        this(arrivals, settling, window, seed, 0);
    }

    /**
     * Creates the schedule of one of several clients.
     *
     * @param settling time before the measured window
     * @param window   length of the measured window
     * @param phase    delay of the first constant arrival, as a share (0 to 1) of the time between two of them;
     *                 different phases interleave the arrivals of several clients evenly
     */
    public ArrivalSchedule(Arrivals arrivals, Duration settling, Duration window, long seed, double phase) {
        this(arrivals, settling, window, seed, phase, true);
    }

    private ArrivalSchedule(
            Arrivals arrivals, Duration settling, Duration window, long seed, double phase, boolean exact) {
        this.phase = phase;
        this.exact = exact;
        this.arrivals = arrivals;
        this.settling = settling;
        this.window = window;
        this.seed = seed;
        this.random = new Random(seed);
        this.windowSeconds = Math.min(LONGEST_PERIOD_SECONDS, window.toNanos() / 1e9);
        if (!(windowSeconds > 0)) {
            throw new IllegalArgumentException("the measured window must be longer than 0, but is " + window);
        }
        this.periodEnd = settling.toNanos() / 1e9;
        this.period = draw();
    }

    /**
     * Returns a schedule that leaves it to chance how many requests arrive in the window: Poisson arrivals are a Poisson process there.
     * Constant arrivals are the same in both schedules.
     *
     * @param settling time before the measured window
     * @param window   length of the measured window
     */
    public static ArrivalSchedule byChance(Arrivals arrivals, Duration settling, Duration window, long seed) {
        return byChance(arrivals, settling, window, seed, 0);
    }

    /**
     * Returns the same schedule for one of several clients.
     *
     * @param phase delay of the first constant arrival, as a share (0 to 1) of the time between two of them
     */
    public static ArrivalSchedule byChance(
            Arrivals arrivals, Duration settling, Duration window, long seed, double phase) {
        return new ArrivalSchedule(arrivals, settling, window, seed, phase, false);
    }

    /**
     * Returns when the next request is due, in nanoseconds after the start of the step; never less than the time
     * returned before.
     */
    public synchronized long nextNanos() {
        double seconds = switch (arrivals.spacing()) {
            case CONSTANT -> (scheduled + phase) / arrivals.requestsPerSecond();
            case POISSON -> nextPoisson();
        };
        scheduled++;
        return Math.round(seconds * 1e9);
    }

    /**
     * Returns how many requests are due in a period, whether or not {@link #nextNanos} has returned them.
     *
     * @param fromNanos  start of the period, in nanoseconds after the start of the step
     * @param untilNanos end of the period, exclusive
     */
    public long dueBetween(long fromNanos, long untilNanos) {
        ArrivalSchedule replay = new ArrivalSchedule(arrivals, settling, window, seed, phase, exact);
        long due = 0;
        for (long next = replay.nextNanos(); next < untilNanos; next = replay.nextNanos()) {
            due += next >= fromNanos ? 1 : 0;
        }
        return due;
    }

    private double nextPoisson() {
        while (used == period.length) {
            periodStart = periodEnd;
            periodEnd += windowSeconds;
            period = draw();
            used = 0;
        }
        return period[used++];
    }

    private double[] draw() {
        double rate = arrivals.requestsPerSecond();
        double length = periodEnd - periodStart;
        return exact
                ? uniform(Math.round(periodEnd * rate) - Math.round(periodStart * rate), length)
                : withRandomGaps(rate);
    }

    private double[] uniform(long count, double length) {
        return random.doubles(count)
                .map(share -> periodStart + share * length)
                .sorted()
                .toArray();
    }

    /** Draws the gaps between the arrivals, which are exponential: {@code −ln(1 − u) ÷ rate}. */
    private double[] withRandomGaps(double rate) {
        DoubleStream.Builder times = DoubleStream.builder();
        double time = periodStart - Math.log(1 - random.nextDouble()) / rate;
        while (time < periodEnd) {
            times.add(time);
            time -= Math.log(1 - random.nextDouble()) / rate;
        }
        return times.build().toArray();
    }
}
