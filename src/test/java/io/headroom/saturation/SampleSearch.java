package io.headroom.saturation;

import java.time.Duration;

/** Search settings that tests start from: three rounds, 4 callers to 200, doubled, down to the single caller. */
public record SampleSearch(
        int rounds, int startCallers, int maximumCallers, double growth, double resolution, Duration timeLimit) {

    public static final SaturationRule RULE = new SaturationRule(5, 0.01, Duration.ofMillis(100));

    public static final SampleSearch DEFAULT = new SampleSearch(3, 4, 200, 2, 0, Duration.ofMinutes(30));

    public SampleSearch withRounds(int number) {
        return new SampleSearch(number, startCallers, maximumCallers, growth, resolution, timeLimit);
    }

    public SampleSearch withRange(int start, int maximum) {
        return new SampleSearch(rounds, start, maximum, growth, resolution, timeLimit);
    }

    public SampleSearch withGrowth(double factor) {
        return new SampleSearch(rounds, startCallers, maximumCallers, factor, resolution, timeLimit);
    }

    public SampleSearch withResolution(double share) {
        return new SampleSearch(rounds, startCallers, maximumCallers, growth, share, timeLimit);
    }

    public SampleSearch withTimeLimit(Duration limit) {
        return new SampleSearch(rounds, startCallers, maximumCallers, growth, resolution, limit);
    }

    public SearchSettings settings() {
        return new SearchSettings(
                rounds,
                startCallers,
                maximumCallers,
                growth,
                resolution,
                Duration.ofMillis(2500),
                Duration.ofSeconds(30),
                Duration.ofMillis(300),
                RULE,
                0.05,
                timeLimit);
    }
}
