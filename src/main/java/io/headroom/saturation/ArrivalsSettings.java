package io.headroom.saturation;

import io.headroom.load.Spacing;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * How the plateau is searched with arrivals.
 *
 * @param precision     half the width of the 95 % interval at which the search is content, as a share of the capacity
 * @param leastRounds   fewest rounds that say something about each other; at least 3
 * @param mostRounds    after which the search gives up being precise
 * @param minimumWindow the shortest measured window
 * @param maximumWindow the longest measured window
 * @param maximumRate   the top of the range, requests per second
 * @param spacing       of the arrivals
 * @param onePercentSteps most steps that look for the highest rate of which at most 1 % are refused; nothing when it is not searched
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

    public ArrivalsSettings {
        if (!(precision > 0) || leastRounds < 3 || mostRounds < leastRounds) {
            throw new IllegalArgumentException(
                    "precision " + precision + ", rounds " + leastRounds + " to " + mostRounds);
        }
    }

    /** The measured window to use where so many seconds are wanted. */
    Duration window(double seconds) {
        double least = minimumWindow.toMillis() / 1000.0;
        double most = maximumWindow.toMillis() / 1000.0;
        return Timing.seconds(Math.max(least, Math.min(most, seconds)));
    }
}
