package io.headroom.saturation;

import java.time.Duration;

/** Search settings that tests start from: three rounds, from 4 to 200 callers, doubled, resolved to single callers. */
public record SampleSearch(
        int rounds,
        int mostRounds,
        int startCallers,
        int maximumCallers,
        double growth,
        double resolution,
        Duration timeLimit) {

    public static final SaturationRule RULE = new SaturationRule(5, 0.01, 0.05, Duration.ofMillis(100));

    public static final SampleSearch DEFAULT = new SampleSearch(3, 24, 4, 200, 2, 0, Duration.ofMinutes(30));

    public SampleSearch withRounds(int number) {
        return new SampleSearch(number, mostRounds, startCallers, maximumCallers, growth, resolution, timeLimit);
    }

    public SampleSearch withMostRounds(int number) {
        return new SampleSearch(rounds, number, startCallers, maximumCallers, growth, resolution, timeLimit);
    }

    public SampleSearch withRange(int start, int maximum) {
        return new SampleSearch(rounds, mostRounds, start, maximum, growth, resolution, timeLimit);
    }

    public SampleSearch withGrowth(double factor) {
        return new SampleSearch(rounds, mostRounds, startCallers, maximumCallers, factor, resolution, timeLimit);
    }

    public SampleSearch withResolution(double share) {
        return new SampleSearch(rounds, mostRounds, startCallers, maximumCallers, growth, share, timeLimit);
    }

    public SampleSearch withTimeLimit(Duration limit) {
        return new SampleSearch(rounds, mostRounds, startCallers, maximumCallers, growth, resolution, limit);
    }

    public SearchSettings settings() {
        return settings(0.05);
    }

    /** Returns the settings with this half-width of the interval at which the search ends. */
    public SearchSettings settings(double precision) {
        return new SearchSettings(
                new SearchSettings.Rounds(rounds, mostRounds, precision),
                new SearchSettings.CallersRange(startCallers, maximumCallers, growth, resolution),
                new SearchSettings.StepLengths(
                        Duration.ofMillis(1500), Duration.ofSeconds(8), Duration.ofSeconds(30), Duration.ofMillis(300)),
                RULE,
                timeLimit,
                Duration.ofSeconds(30));
    }
}
