package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.simlog.RunHeader;
import io.headroom.simlog.SimulationLog;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ends one of three clients at a random moment. The result must declare what is missing: the run is not complete, no gate passes, and
 * nothing is counted that the service did not answer. {@code -DfaultRuns=20} makes more of these runs.
 */
@NeedsQuiet
@Isolated("several injectors need most of the machine")
class ClientFaultsIT {

    private static final int RUNS = Integer.getInteger("faultRuns", 1);
    private static final long SEED = Long.getLong("faultSeed", 1);

    /** A record is written when its answer is read, a little after the service has written it. */
    private static final long READING_MILLIS = 150;

    private static final Map<String, String> SETTINGS = Map.of(
            "HEADROOM_WARM_UP_LIMIT", "2 s",
            "HEADROOM_SEARCH_ROUNDS", "1",
            "HEADROOM_SEARCH_START_CALLERS", "6",
            "HEADROOM_SEARCH_MAXIMUM_CALLERS", "40",
            "HEADROOM_SEARCH_STEP_MINIMUM", "1 s",
            "HEADROOM_SEARCH_STEP_BOUNDARY", "3 s",
            "HEADROOM_HOLD_DURATION", "1 s",
            "HEADROOM_TARGET_DURATION", "3 s");

    private static final Map<String, String> FEW_STEPS = Map.of(
            "HEADROOM_WARM_UP_LIMIT", "1 s",
            "HEADROOM_SEARCH_ROUNDS", "1",
            "HEADROOM_SEARCH_START_CALLERS", "6",
            "HEADROOM_SEARCH_MAXIMUM_CALLERS", "6",
            "HEADROOM_SEARCH_STEP_BOUNDARY", "1 s",
            "HEADROOM_HOLD_DURATION", "1 s",
            "HEADROOM_TARGET_DURATION", "1 s");

    @TempDir
    private Path results;

    /** A signal to a client, some time after the start of the search. */
    private record Fault(String signal, int client, int afterMillis) {}

    static Stream<Fault> faults() {
        Random random = new Random(SEED);
        return IntStream.range(0, RUNS)
                .mapToObj(i -> new Fault(i % 2 == 0 ? "KILL" : "TERM", 1 + random.nextInt(3), random.nextInt(9000)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatIsMissingIsDeclared(Fault fault) throws Exception {
        try (CountingService service = new CountingService(12)) {
            String output = interrupted(service, fault);
            Path run = Results.runFolder(results);
            JsonNode result = Results.json(run.resolve("headroom.json"));
            assertThat(output).contains("WARNING: client " + fault.client() + " dropped out");
            assertTrue(result.at("/data/parts/missing").size() > 0, output);
            assertFalse(result.at("/data/complete").asBoolean(true), output);
            assertNotEquals("saturated", result.get("verdict").asText());
            for (int client = 1; client <= 3; client++) {
                long counted = counted(result, client);
                List<Long> answered = service.answered("client " + client);
                if (client != fault.client()) {
                    assertEquals(answered.size(), counted, "client " + client + " lost nothing: " + output);
                } else {
                    assertTrue(counted <= answered.size(), counted + " counted, but " + answered.size() + " answered");
                    missingAreInTheGap(result, run, answered.subList((int) counted, answered.size()));
                }
            }
            neverAPass();
        }
    }

    /** Its times are corrected and all its requests are counted, but such a clock is not synchronized. */
    @Test
    void clockThatIsFiveSecondsAheadIsDeclared() throws Exception {
        List<String> ahead = List.of("faketime", "-f", "+5s");
        assumeTrue(isInstalled(ahead.get(0)), "faketime is not installed (Debian's package faketime)");
        try (CountingService service = new CountingService(12);
                ForkedProcess coordinator =
                        ForkedProcess.headroom(results, FEW_STEPS, "coordinate", "--count", "3", "--port", "0")) {
            coordinator.awaitOutput("Waiting on port ");
            String port = coordinator.output().replaceAll("(?s).*Waiting on port (\\d+) .*", "$1");
            try (ForkedProcess first = injector(1, port, service, List.of());
                    ForkedProcess second = injector(2, port, service, List.of());
                    ForkedProcess third = injector(3, port, service, ahead)) {
                for (ForkedProcess each : List.of(coordinator, first, second, third)) {
                    assertEquals(0, each.await(), each.output());
                }
            }
            assertThat(coordinator.output())
                    .contains("WARNING: the clock of client 3's machine differs from the others' by 5.0 s");
            JsonNode result = analysed();
            assertEquals(List.of(), result.at("/data/parts/missing").findValuesAsText("why"));
            assertFalse(result.at("/data/complete").asBoolean(true));
            assertEquals("incomplete", result.get("verdict").asText());
            // On a busy machine the clocks of the others may be declared, too.
            JsonNode clock = clockOf(3, result);
            assertFalse(clock.get("reliable").asBoolean(true));
            Path folder = Results.runFolder(results.resolve("client-3"));
            JsonNode claim = Results.json(folder.resolve("client.json"));
            assertEquals(-5000, claim.get("clockOffsetMillis").asDouble(), 250);
            for (int client = 1; client <= 3; client++) {
                assertEquals(service.answered("client " + client).size(), counted(result, client));
            }
        }
    }

    private ForkedProcess injector(int client, String port, CountingService service, List<String> starter)
            throws Exception {
        Map<String, String> settings = Map.of(
                "headroom.clients.count",
                "3",
                "headroom.clients.index",
                Integer.toString(client - 1),
                "headroom.clients.coordinator",
                "127.0.0.1:" + port,
                "headroom.endpoint.url",
                service.url());
        Map<String, String> environment = new HashMap<>(FEW_STEPS);
        environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1"); // timers must not be changed
        environment.put("DONT_FAKE_MONOTONIC", "1"); // the same for older releases
        Path folder = Files.createDirectory(results.resolve("client-" + client));
        return ForkedProcess.gatlingUnder(starter, folder, "MultiClientSimulation", environment, settings);
    }

    private JsonNode analysed() throws Exception {
        Map<String, String> gates = Map.of("HEADROOM_GATES_MINIMUM_SATURATION", "0.1");
        try (ForkedProcess gate = ForkedProcess.headroom(results, gates, "gate", results.toString())) {
            assertEquals(3, gate.await(), gate.output());
            assertThat(gate.output()).contains("INCONCLUSIVE  minimum-saturation");
        }
        try (ForkedProcess json = ForkedProcess.headroom(results, Map.of(), "analyze", "--json", results.toString())) {
            assertEquals(3, json.await(), json.output());
            return new ObjectMapper().readTree(json.output());
        }
    }

    private static JsonNode clockOf(int client, JsonNode result) {
        return StreamSupport.stream(result.at("/data/parts/clocks").spliterator(), false)
                .filter(clock -> clock.get("firstClient").asInt() == client)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no clock of client " + client + " in " + result.at("/data")));
    }

    private static boolean isInstalled(String command) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    private String interrupted(CountingService service, Fault fault) throws Exception {
        Map<String, String> environment = new HashMap<>(SETTINGS);
        environment.put("HEADROOM_RESULTS_FOLDER", results.toString());
        environment.put("HEADROOM_ENDPOINT_URL", service.url());
        try (ForkedProcess launcher =
                ForkedProcess.headroom(results, environment, "clients", "--count", "3", "--no-gatling-reports")) {
            launcher.awaitOutput("round 1 up");
            TimeUnit.MILLISECONDS.sleep(fault.afterMillis());
            launcher.signalChild(fault.signal(), "headroom.clients.index=" + (fault.client() - 1));
            assertEquals(3, launcher.await(), launcher.output());
            return launcher.output();
        }
    }

    private static long counted(JsonNode result, int client) {
        for (JsonNode each : result.get("clients")) {
            if (each.get("client").asInt() == client) {
                return each.get("good").asLong() + each.get("bad").asLong();
            }
        }
        return 0;
    }

    private static void missingAreInTheGap(JsonNode result, Path run, List<Long> missing) throws Exception {
        if (missing.isEmpty()) {
            return;
        }
        JsonNode gap = result.at("/data/parts/missing/0");
        assertFalse(gap.isMissingNode(), missing.size() + " requests are missing, and it is not said");
        long runStart = Long.MAX_VALUE;
        for (Path log : Results.logs(run)) { // a log that was cut off early has no header
            long start =
                    SimulationLog.header(log).map(RunHeader::startEpochMillis).orElse(Long.MAX_VALUE);
            runStart = Math.min(runStart, start);
        }
        long from = runStart + gap.get("fromMillis").asLong() - READING_MILLIS;
        long to = runStart + gap.get("toMillis").asLong() + READING_MILLIS;
        assertTrue(missing.get(0) >= from, "missing since " + (missing.get(0) - from) + " ms after the gap's start");
        assertTrue(missing.get(missing.size() - 1) <= to, "until " + (missing.get(missing.size() - 1) - to));
        JsonNode atLeast = gap.path("requestsAtLeast");
        assertTrue(
                atLeast.isMissingNode() || atLeast.isNull() || Math.abs(atLeast.asLong() - missing.size()) <= 40,
                "declared " + gap + ", but missing " + missing.size());
    }

    private void neverAPass() throws Exception {
        Map<String, String> gates =
                Map.of("HEADROOM_RESULTS_FOLDER", results.toString(), "HEADROOM_GATES_MINIMUM_SATURATION", "0.1");
        try (ForkedProcess gate = ForkedProcess.headroom(results, gates, "gate", "--last")) {
            assertEquals(3, gate.await(), gate.output());
            assertThat(gate.output()).contains("INCONCLUSIVE  minimum-saturation");
        }
        assertTrue(Files.exists(results.resolve("last-run.txt")));
    }
}
