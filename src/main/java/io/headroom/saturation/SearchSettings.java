package io.headroom.saturation;

import java.time.Duration;

/**
 * How the saturation point is searched.
 *
 * @param rounds          complete searches to run, at least; 1 or more. A single one is followed by no others
 * @param mostRounds      after which the search gives up being precise
 * @param startCallers    load of a round's first step; 1 to {@code maximumCallers}
 * @param maximumCallers  the top of the range
 * @param growth          factor from one step up to the next; above 1
 * @param resolution      share of the caller count below which narrowing down stops; 0 means to the single caller
 * @param minimumStep     the shortest measured window on the way to the boundary
 * @param minimumBoundary the shortest measured window at the boundary
 * @param maximumStep     the longest measured window
 * @param minimumSettling the shortest time left out at a step's start
 * @param rule            when a step is saturated
 * @param precision       half the width of the 95 % interval at which the rounds agree, as a share of the capacity
 * @param timeLimit       no step begins after the run has taken this long
 */
public record SearchSettings(
        int rounds,
        int mostRounds,
        int startCallers,
        int maximumCallers,
        double growth,
        double resolution,
        Duration minimumStep,
        Duration minimumBoundary,
        Duration maximumStep,
        Duration minimumSettling,
        SaturationRule rule,
        double precision,
        Duration timeLimit) {

    public SearchSettings {
        require(rounds >= 1, "rounds must be at least 1");
        require(mostRounds >= rounds, "mostRounds must be at least rounds");
        require(startCallers >= 1 && startCallers <= maximumCallers, "startCallers must be 1 to maximumCallers");
        require(growth > 1, "growth must be above 1");
        require(resolution >= 0 && resolution < 1, "resolution must be 0 to 1");
        require(minimumStep.compareTo(maximumStep) <= 0, "minimumStep must not exceed maximumStep");
        require(precision > 0, "precision must be above 0");
    }

    private static void require(boolean holds, String expectation) {
        if (!holds) {
            throw new IllegalArgumentException(expectation);
        }
    }
}
