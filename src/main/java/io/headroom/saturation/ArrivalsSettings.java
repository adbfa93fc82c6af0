package io.headroom.saturation;

import io.headroom.load.Spacing;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Settings of the search for the capacity with arrivals.
 *
 * @param precision       half-width of the capacity's 95 % confidence interval at which the search ends, as a share of
 *                        the capacity
 * @param leastRounds     fewest rounds from which an interval can be computed; at least 3
 * @param mostRounds      most rounds; after these the search ends, however imprecise its result is
 * @param minimumWindow   shortest measured window
 * @param maximumWindow   longest measured window
 * @param maximumRate     highest rate that is offered on the ramp, in requests per second
 * @param spacing         how the arrivals are spaced
 * @param onePercentSteps most steps of the search for the highest rate at which at most 1 % are refused, beyond those that show
 *                        what is sustained; empty if that rate is not asked for
 */
public record ArrivalsSettings(
        double precision,
        int leastRounds,
        int mostRounds,
        Duration minimumWindow,
        Duration maximumWindow,
        double maximumRate,
        Spacing spacing,
        OptionalInt onePercentSteps) {

    /** Fewest expected requests of a window. */
    private static final double LEAST_REQUESTS = 20;

    public ArrivalsSettings {
        if (!(precision > 0) || leastRounds < 3 || mostRounds < leastRounds) {
            throw new IllegalArgumentException(
                    "precision " + precision + ", rounds " + leastRounds + " to " + mostRounds);
        }
    }

    /** Returns the same settings with no rate above the given one, in requests per second. */
    public ArrivalsSettings upTo(double perSecond) {
        return new ArrivalsSettings(
                precision,
                leastRounds,
                mostRounds,
                minimumWindow,
                maximumWindow,
                Math.min(maximumRate, perSecond),
                spacing,
                onePercentSteps);
    }

    /** Returns the given length, bounded by the shortest and the longest window. */
    Duration window(double seconds) {
        double least = minimumWindow.toMillis() / 1000.0;
        double most = maximumWindow.toMillis() / 1000.0;
        return Timing.seconds(Math.max(least, Math.min(most, seconds)));
    }

    /** Returns the lowest rate worth offering, in requests per second: at less, the longest window holds too few to tell anything. */
    double leastRate() {
        return LEAST_REQUESTS * 1000 / maximumWindow.toMillis();
    }
}
