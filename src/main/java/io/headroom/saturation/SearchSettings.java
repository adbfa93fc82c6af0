package io.headroom.saturation;

import java.time.Duration;

/**
 * Settings of the search for the saturation point with callers.
 *
 * @param rounds         how many rounds are run
 * @param callers        the range of callers that is searched, and how
 * @param steps          how long steps are measured
 * @param rule           decides whether a step is saturated
 * @param timeLimit      no step begins after the run has taken this long
 * @param requestTimeout longest wait for an answer
 */
public record SearchSettings(
        Rounds rounds,
        CallersRange callers,
        StepLengths steps,
        SaturationRule rule,
        Duration timeLimit,
        Duration requestTimeout) {

    /**
     * The number of rounds, each of which is one complete search. The search goes on until the rounds agree. If a
     * single round is asked for, no others follow it.
     *
     * @param least     fewest rounds; at least 1
     * @param most      most rounds; after these the search ends, however imprecise its result is
     * @param precision half-width of the capacity's 95 % confidence interval at which the rounds agree, as a share of
     *                  the capacity
     */
    public record Rounds(int least, int most, double precision) {
        public Rounds {
            require(least >= 1, "rounds must be at least 1");
            require(most >= least, "mostRounds must be at least rounds");
            require(precision > 0, "precision must be above 0");
        }
    }

    /**
     * The numbers of callers that a round tries.
     *
     * @param start      callers of the first step; 1 to {@code maximum}
     * @param maximum    most callers
     * @param growth     factor from one step up to the next; above 1
     * @param resolution differences of callers up to this share of them are not resolved; 0 resolves single callers
     */
    public record CallersRange(int start, int maximum, double growth, double resolution) {
        public CallersRange {
            require(start >= 1 && start <= maximum, "startCallers must be 1 to maximumCallers");
            require(growth > 1, "growth must be above 1");
            require(resolution >= 0 && resolution < 1, "resolution must be 0 to 1");
        }
    }

    /**
     * Bounds of the time that a step takes. Within them, the length follows the latency of the service.
     *
     * @param minimum         shortest measured window of a step on the way to the boundary
     * @param minimumBoundary shortest measured window of a step at the boundary
     * @param maximum         longest measured window that the latency can ask for
     * @param minimumSettling shortest time at the start of a step that is not measured
     */
    public record StepLengths(Duration minimum, Duration minimumBoundary, Duration maximum, Duration minimumSettling) {
        public StepLengths {
            require(minimum.compareTo(maximum) <= 0, "minimumStep must not exceed maximumStep");
        }
    }

    private static void require(boolean holds, String expectation) {
        if (!holds) {
            throw new IllegalArgumentException(expectation);
        }
    }
}
