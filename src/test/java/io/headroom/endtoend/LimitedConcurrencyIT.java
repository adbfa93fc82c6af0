package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures uvicorn with a limited concurrency by arrivals, alone: what it serves depends on how soon its connections are free. */
@NeedsQuiet
class LimitedConcurrencyIT {

    @TempDir
    private Path folder;

    /**
     * uvicorn takes 8 requests at a time and lets none wait, so it serves 80 x (1 - B) req/s of what is offered, with
     * B of Erlang's loss formula: 63 of 80, 75 of 240, 78 of 480. Refusals cost it a new connection each, and so some of its one CPU.
     */
    @Test
    void limitedConcurrencyOfUvicornByArrivals() throws Exception {
        try (RealServer uvicorn = RealServer.uvicorn(folder, Duration.ofMillis(100), "--limit-concurrency", "9")) {
            ShortRun run = new ShortRun(folder);
            double most = new ClosedLoop(uvicorn.url()).goodput(8, Duration.ofSeconds(5));

            JsonNode result =
                    run.result(ShortRun.ARRIVALS, uvicorn.url(), Map.of("headroom.arrivals.window.maximum", "3 s"));

            assertThat(result.get("verdict").asText()).as(run.output()).isEqualTo("saturated");
            // at most 8 connections ÷ 100 ms; the callers of the loop get less, as some are refused
            assertThat(ShortRun.goodput(result)).isBetween(0.6 * most, 1.05 * 80);
        }
    }
}
