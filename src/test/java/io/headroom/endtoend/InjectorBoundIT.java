package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.standin.SampleStandIn;
import io.headroom.standin.StandIn;
import io.headroom.standin.StandInSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Checks the verdict on injectors that are too weak for an ample service: they were the limit, and not the service. */
@NeedsQuiet
@Isolated("it takes the CPU or the files that an injector needs")
class InjectorBoundIT {

    @TempDir
    private Path results;

    /** Stops the injector for 80 of every 100 ms, as a container is stopped that has used up its share of the CPU. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process is stopped and continued by signals")
    void injectorWithoutCpu() throws Exception {
        try (StandIn ample = ample(Duration.ofMillis(50));
                ForkedProcess run =
                        run("SingleClientSimulation", ample, Map.of("headroom.search.maximum-callers", "16"))) {
            run.awaitOutput("next: 01");
            while (run.isAlive()) {
                run.signal("STOP");
                Thread.sleep(80);
                run.signal("CONT");
                Thread.sleep(20);
            }

            assertInjectorBound(run, "its timers came late");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the limit of open files is set by a Unix shell")
    void injectorWithoutFiles() throws Exception {
        try (StandIn ample = ample(Duration.ofMillis(200));
                ForkedProcess run = runWithFiles(
                        250, "SingleClientSimulation", ample, Map.of("headroom.search.start-callers", "64"))) {
            assertInjectorBound(run, "it had no ports, files, threads or memory left");
        }
    }

    /** Gives the schedule only eight users, which at 500 ms cannot send more than 16 requests per second. */
    @Test
    void poolThatIsTooSmall() throws Exception {
        try (StandIn ample = ample(Duration.ofMillis(500));
                ForkedProcess run = run(
                        "ArrivalsSimulation",
                        ample,
                        Map.of("headroom.search.maximum-callers", "8", "headroom.run.fail-without-answer", "true"))) {
            JsonNode result = assertInjectorBound(1, run, "no virtual user was free");

            JsonNode step = result.at("/steps").get(result.at("/steps").size() - 1);
            // eight users that send in step have eight answers more or less at the edges of a window
            double edges = 8 * 1000 / step.get("windowMillis").asDouble();
            assertThat(result.at("/notSaturated/goodputPerSecond").asDouble()).isBetween(0.7 * 16, 16 + edges);
            JsonNode last = step.get("injector");
            assertTrue(last.at("/sendLagMillis/mean").asDouble() > 1000, last.toString());
            assertTrue(last.at("/scheduledLatencyMillis/p50").asDouble() > 1500, last.toString());
        }
    }

    private JsonNode assertInjectorBound(ForkedProcess run, String reason) throws Exception {
        return assertInjectorBound(0, run, reason);
    }

    private JsonNode assertInjectorBound(int status, ForkedProcess run, String reason) throws Exception {
        assertEquals(status, run.await(), run.output());
        assertThat(run.output()).contains("\nInjector-bound: the capacity is at least ");
        JsonNode result = Results.json(Results.runFolder(results).resolve("headroom.json"));
        assertEquals("injector-bound", result.at("/verdict").asText());
        assertThat(result.at("/reason").asText()).contains(reason);
        assertTrue(result.at("/saturation").isMissingNode(), "no saturation point");
        assertTrue(
                result.at("/notSaturated/goodputPerSecond").asDouble() > 1,
                result.at("/notSaturated").toString());
        return result;
    }

    private ForkedProcess run(String simulation, StandIn service, Map<String, String> more) throws Exception {
        return ForkedProcess.gatling(results, simulation, Map.of(), settings(service, more));
    }

    private ForkedProcess runWithFiles(int files, String simulation, StandIn service, Map<String, String> more)
            throws Exception {
        return ForkedProcess.gatlingWithFiles(results, simulation, files, settings(service, more));
    }

    private static Map<String, String> settings(StandIn service, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "headroom.endpoint.url", service.url().toString(),
                "headroom.search.rounds", "1",
                "headroom.search.step.minimum", "1s",
                "headroom.search.step.boundary", "3s",
                "headroom.arrivals.window.minimum", "3s",
                "headroom.arrivals.window.maximum", "6s",
                "headroom.warm-up.limit", "4s"));
        settings.putAll(more);
        return settings;
    }

    private static StandIn ample(Duration latency) throws InterruptedException {
        StandInSettings settings =
                SampleStandIn.taking(latency).withPods(2000, 1, 2).settings();
        return StandIn.start(settings, Optional.empty());
    }
}
