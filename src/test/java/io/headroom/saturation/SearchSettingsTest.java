package io.headroom.saturation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchSettingsTest {

    @Test
    void edgesOfTheLegalRangesAreLegal() {
        SearchSettings settings = of(1, 200, 200, 1.0001, 0, 2500, 0.0001);
        assertEquals(200, settings.callers().start());
    }

    @ParameterizedTest
    @CsvSource({
        "0,   4, 200, 2,   0,    2500, 0.05, rounds",
        "25,  4, 200, 2,   0,    2500, 0.05, mostRounds",
        "1,   0, 200, 2,   0,    2500, 0.05, startCallers",
        "1, 201, 200, 2,   0,    2500, 0.05, startCallers",
        "1,   4, 200, 1,   0,    2500, 0.05, growth",
        "1,   4, 200, NaN, 0,    2500, 0.05, growth",
        "1,   4, 200, 2,  -0.1,  2500, 0.05, resolution",
        "1,   4, 200, 2,   1,    2500, 0.05, resolution",
        "1,   4, 200, 2,   NaN,  2500, 0.05, resolution",
        "1,   4, 200, 2,   0,   31000, 0.05, minimumStep",
        "1,   4, 200, 2,   0,    2500, 0,    precision",
        "1,   4, 200, 2,   0,    2500, NaN,  precision"
    })
    void illegalSettingIsNamed(
            int rounds,
            int start,
            int maximum,
            double growth,
            double resolution,
            long minimumStep,
            double precision,
            String name) {
        IllegalArgumentException error = assertThrows(
                IllegalArgumentException.class,
                () -> of(rounds, start, maximum, growth, resolution, minimumStep, precision));
        assertThat(error.getMessage()).startsWith(name);
    }

    private static SearchSettings of(
            int rounds,
            int start,
            int maximum,
            double growth,
            double resolution,
            long minimumStepMillis,
            double precision) {
        return new SearchSettings(
                new SearchSettings.Rounds(rounds, 24, precision),
                new SearchSettings.CallersRange(start, maximum, growth, resolution),
                new SearchSettings.StepLengths(
                        Duration.ofMillis(minimumStepMillis),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(30),
                        Duration.ofMillis(300)),
                SampleSearch.RULE,
                Duration.ofMinutes(30),
                Duration.ofSeconds(30));
    }
}
