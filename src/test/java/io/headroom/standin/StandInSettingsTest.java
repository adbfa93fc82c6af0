package io.headroom.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandInSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "0,  1, 50,   0, 2, 1, pods must be at least 1",
        "-1, 1, 50,   0, 2, 1, pods must be at least 1",
        "12, 0, 50,   0, 2, 1, concurrency must be at least 1",
        "12, 1,  0,   0, 2, 1, latency must be above 0",
        "12, 1, -5,   0, 2, 1, latency must be above 0",
        "12, 1, 50,-0.1, 2, 1, latency variation must be 0 to 5",
        "12, 1, 50, 5.1, 2, 1, latency variation must be 0 to 5",
        "12, 1, 50, NaN, 2, 1, latency variation must be 0 to 5",
        "12, 1, 50,   0,-1, 1, queue per pod must be at least 0",
        "12, 1, 50,   0, 2, 0, at least 1 pod must fail where pods are to fail",
        "12, 1, 50,   0, 2,13, no more pods can fail than there are"
    })
    void illegalSettingIsExplained(
            int pods, int concurrency, long millis, double variation, int queue, int failing, String expectation) {
        IllegalArgumentException error = assertThrows(
                IllegalArgumentException.class, () -> of(pods, concurrency, millis, variation, queue, failing));
        assertEquals("stand-in: " + expectation, error.getMessage());
    }

    @Test
    void edgesOfTheLegalRangesAreLegal() {
        assertEquals(1000, of(1, 1, 1, 5, 0, 1).capacityPerSecond());
    }

    @Test
    void wordsSayWhatItIsMadeOf() {
        String words = SampleStandIn.taking(Duration.ofMillis(50)).settings().description();
        assertThat(words).startsWith("12 pods x 1 x 50");
        assertThat(words).endsWith("2 queued per pod, least-busy");
    }

    private static StandInSettings of(
            int pods, int concurrency, long millis, double variation, int queue, int failing) {
        Failure failure = new Failure(failing, Failure.Mode.BAD_GATEWAY, Duration.ZERO, Duration.ofSeconds(1));
        return SampleStandIn.taking(Duration.ofMillis(millis))
                .withPods(pods, concurrency, queue)
                .withVariation(variation)
                .withFailure(failure)
                .settings();
    }
}
