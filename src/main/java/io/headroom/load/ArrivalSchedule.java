package io.headroom.load;

import io.headroom.load.Load.Arrivals;
import java.util.Arrays;
import java.util.Random;

/**
 * When the requests of an open-loop step are due. Safe for use by several threads.
 *
 * <p>Poisson arrivals are drawn block by block. Given their number n, the arrivals of a Poisson process in a block are n
 * independent uniform times (W. Feller, An Introduction to Probability Theory II, I.4); n is set to the block's share of
 * the rate instead of being drawn. Within a block the arrivals are as bursty as those of independent callers; over a
 * whole step they come to exactly the offered rate, so that the figure measured is not blurred by chance in the load.
 */
public final class ArrivalSchedule {

    private static final double LEAST_ARRIVALS_PER_BLOCK = 10;
    private static final double SHORTEST_BLOCK_SECONDS = 1;

    private final Arrivals arrivals;
    private final double blockSeconds;
    private final Random random;
    private double[] block = {};
    private int taken;
    private long blocks;
    private long scheduled;

    public ArrivalSchedule(Arrivals arrivals, long seed) {
        this.arrivals = arrivals;
        this.blockSeconds = Math.max(SHORTEST_BLOCK_SECONDS, LEAST_ARRIVALS_PER_BLOCK / arrivals.requestsPerSecond());
        this.random = new Random(seed);
    }

    /** When the next request is due, nanoseconds after the start of the step; never less than the one before. */
    public synchronized long nextNanos() {
        double seconds = switch (arrivals.spacing()) {
            case CONSTANT -> scheduled / arrivals.requestsPerSecond();
            case POISSON -> nextPoisson();
        };
        scheduled++;
        return Math.round(seconds * 1e9);
    }

    private double nextPoisson() {
        while (taken == block.length) {
            long before = Math.round(blocks * blockSeconds * arrivals.requestsPerSecond());
            long after = Math.round((blocks + 1) * blockSeconds * arrivals.requestsPerSecond());
            double start = blocks * blockSeconds;
            block = random.doubles(after - before)
                    .map(share -> start + share * blockSeconds)
                    .toArray();
            Arrays.sort(block);
            taken = 0;
            blocks++;
        }
        return block[taken++];
    }
}
