package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Searches the capacity under a limit on one pod of 100 req/s that takes exponential times: the queue M/M/1, of which 95 % of the
 * requests are answered within 100 ms up to {@code 100 − ln 20 ÷ 0.1 s = 70.0 req/s}. It never refuses. Steps are a seventh as long as usual,
 * so that the rate is only roughly right.
 */
@NeedsQuiet
@Order(1)
class LimitIT {

    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("headroom.stand-in.pods", "1"),
            Map.entry("headroom.stand-in.latency", "10 ms"),
            Map.entry("headroom.stand-in.latency-distribution", "exponential"),
            Map.entry("headroom.stand-in.queue-per-pod", "1000000"),
            Map.entry("headroom.warm-up.limit", "6 s"),
            Map.entry("headroom.search.rounds", "2"),
            Map.entry("headroom.search.precision", "0.5"),
            Map.entry("headroom.search.step.boundary", "3 s"),
            Map.entry("headroom.arrivals.least-rounds", "3"),
            Map.entry("headroom.arrivals.precision", "0.2"),
            Map.entry("headroom.limit.latency", "100 ms"),
            Map.entry("headroom.arrivals.window.minimum", "1500 ms"),
            Map.entry("headroom.arrivals.window.maximum", "3 s"),
            Map.entry("headroom.limit.duration", "20 s"),
            Map.entry("headroom.hold.duration", "2 s"),
            Map.entry("headroom.target.duration", "4 s"));

    @TempDir
    private Path results;

    @ParameterizedTest
    @ValueSource(strings = {ShortRun.CALLERS, ShortRun.ARRIVALS})
    @Execution(ExecutionMode.CONCURRENT)
    void latencyIsKeptUpToTheRateOfTheTextbook(String simulation) throws Exception {
        try (ForkedProcess gatling = ForkedProcess.gatling(results, simulation, Map.of(), SHORT)) {
            assertThat(gatling.await()).as(gatling.output()).isZero();
            assertThat(gatling.output())
                    .contains("Under the limit (")
                    .containsPattern("it (never refuses|refused nothing|refuses next to nothing).*: it queues");
        }
        Results.assertSameWhenAnalyzedAgain(Results.runFolder(results));
        JsonNode result = Results.json(Results.runFolder(results).resolve("headroom.json"));

        assertThat(result.get("verdict").asText())
                .as(result.get("reason").asText())
                .isEqualTo("saturated");
        assertThat(result.at("/saturation/goodputPerSecond").asDouble()).isEqualTo(100, within(10.0));
        assertThat(result.at("/limit/found").asText()).isIn("found", "imprecise");
        assertThat(result.get("limit").path("callers").asInt() > 0)
                .as("has callers that keep the limit")
                .isEqualTo(simulation.equals(ShortRun.CALLERS));
        double rate = result.at("/limit/ratePerSecond").asDouble();
        assertThat(rate).isBetween(48.0, 88.0);
        assertThat(result.at("/limit/confidence95/lowPerSecond").asDouble()).isLessThan(rate);
        // the figures of the log, which the rate comes from, differ a little from those that the run counted
        assertThat(result.at("/target/offeredPerSecond").asDouble()).isEqualTo(0.7 * rate, within(0.001 * rate));
    }
}
