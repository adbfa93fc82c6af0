package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.headroom.simlog.LogListener;
import io.headroom.simlog.RunHeader;
import io.headroom.simlog.SimulationLog;
import io.headroom.standin.SampleStandIn;
import io.headroom.standin.StandIn;
import io.headroom.standin.StandInSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Runs several clients against one service that counts its answers: 4 pods x 1 ÷ 40 ms = 100 req/s, 4 x (1 + 2) = 12 callers. */
@NeedsQuiet
@Isolated("several injectors need most of the machine")
class ClientsIT {

    private static final double CAPACITY = 100;
    /** Most steps start within this time, in all clients. */
    private static final long TOGETHER_MILLIS = 50;

    /** No step starts later: the first ones run code that was not compiled yet, of several processes that start at the same time. */
    private static final long LATE_MILLIS = 500;

    private static final Map<String, String> SHORT = Map.of(
            "headroom.warm-up.limit", "2 s",
            "headroom.search.rounds", "1",
            "headroom.search.start-callers", "6",
            "headroom.search.maximum-callers", "40",
            "headroom.search.step.minimum", "1 s",
            "headroom.search.step.boundary", "4 s",
            "headroom.hold.duration", "1 s",
            "headroom.target.duration", "3 s");

    @TempDir
    private Path results;

    @Test
    void processesTogetherCountWhatTheServiceCounts() throws Exception {
        try (StandIn service = service()) {
            try (ForkedProcess launcher = ForkedProcess.headroom(
                    results, environment(service), "clients", "--count", "3", "--no-gatling-reports")) {
                assertEquals(0, launcher.await(), launcher.output());
                assertThat(launcher.output()).contains("client 3 joined");
                assertThat(launcher.output()).contains("Saturated at ");
            }
            Path run = Results.runFolder(results);
            counts(service, Results.json(run.resolve("headroom.json")), 3);
            stepsStartTogether(Results.logs(run));
            assertThat(Files.readString(run.resolve("headroom.html")))
                    .as("a table of clients")
                    .contains("client 3");
            assertThat(Files.readString(results.resolve("index.html"))).contains(run.getFileName() + "/headroom.html");
            gatesJudgeTheRun();
        }
    }

    private void gatesJudgeTheRun() throws Exception {
        Map<String, String> gates =
                Map.of("HEADROOM_RESULTS_FOLDER", results.toString(), "HEADROOM_GATES_TARGET_REFUSED_SHARE", "0.5");
        try (ForkedProcess gate = ForkedProcess.headroom(results, gates, "gate", "--last")) {
            assertEquals(0, gate.await(), gate.output());
            assertThat(gate.output()).contains("PASS          target-refused-share");
        }
    }

    @Test
    void eightInOneProcessCountWhatTheServiceCounts() throws Exception {
        try (StandIn service = service()) {
            Map<String, String> settings = new HashMap<>(SHORT);
            settings.put("headroom.clients.count", "8");
            settings.put("headroom.endpoint.url", service.url().toString());
            try (ForkedProcess gatling = ForkedProcess.gatling(results, "MultiClientSimulation", Map.of(), settings)) {
                assertEquals(0, gatling.await(), gatling.output());
            }
            Path run = Results.runFolder(results);
            counts(service, Results.json(run.resolve("headroom.json")), 8);
            Results.assertSameWhenAnalyzedAgain(run);
        }
    }

    /** Each client has its own name, address and connections, and a share by its weight. */
    @Test
    void clientsOfOneProcessHaveTheirOwnAddresses() throws Exception {
        Map<String, Set<String>> addresses = new ConcurrentHashMap<>();
        Map<String, Set<Integer>> ports = new ConcurrentHashMap<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String client = exchange.getRequestHeaders().getFirst("User-Agent");
            InetSocketAddress from = exchange.getRemoteAddress();
            addresses
                    .computeIfAbsent(client, name -> new ConcurrentSkipListSet<>())
                    .add(from.getAddress().getHostAddress());
            ports.computeIfAbsent(client, name -> new ConcurrentSkipListSet<>()).add(from.getPort());
            exchange.getRequestBody().readAllBytes();
            byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        Map<String, String> settings = new HashMap<>(SHORT);
        settings.put(
                "headroom.endpoint.url",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/score");
        settings.put("headroom.clients.weights", "1,1,2");
        settings.put("headroom.clients.local-addresses", "127.0.0.2,127.0.0.3,127.0.0.4");
        settings.put("headroom.search.start-callers", "4");
        settings.put("headroom.search.maximum-callers", "4");
        try (ForkedProcess gatling = ForkedProcess.gatling(results, "MultiClientSimulation", Map.of(), settings)) {
            assertEquals(0, gatling.await(), gatling.output());
        } finally {
            server.stop(0);
        }
        Map<String, String> byName = new TreeMap<>();
        addresses.forEach((name, from) -> byName.put(name.replaceFirst(".*\\((.*)\\)", "$1"), from.toString()));
        assertEquals(Map.of("client 1", "[127.0.0.2]", "client 2", "[127.0.0.3]", "client 3", "[127.0.0.4]"), byName);
        assertEquals(
                2,
                ports.entrySet().stream()
                        .filter(entry -> entry.getKey().contains("client 3"))
                        .mapToInt(entry -> entry.getValue().size())
                        .findFirst()
                        .orElseThrow(),
                "two callers, a connection each");
    }

    private void counts(StandIn service, JsonNode result, int clients) throws IOException {
        long counted = StreamSupport.stream(result.get("clients").spliterator(), false)
                .mapToLong(client ->
                        client.get("good").asLong() + client.get("bad").asLong())
                .sum();
        JsonNode saturation = result.get("saturation");
        assertAll(
                () -> assertEquals("saturated", result.get("verdict").asText(), result.toPrettyString()),
                () -> assertTrue(result.at("/data/complete").asBoolean()),
                () -> assertEquals(clients, result.get("clients").size()),
                () -> assertEquals(
                        service.tally().served() + service.tally().refused(), counted, "no request lost or doubled"),
                () -> assertEquals(CAPACITY, saturation.get("goodputPerSecond").asDouble(), 0.03 * CAPACITY),
                () -> assertEquals(12, saturation.get("callers").asInt(), 1));
    }

    /** Compares the first requests of every step in which all clients take part, on the one clock that all share here. */
    private static void stepsStartTogether(List<Path> logs) throws Exception {
        Map<String, List<Long>> starts = new TreeMap<>();
        for (Path log : logs) {
            long runStart = SimulationLog.header(log).orElseThrow().startEpochMillis();
            Map<String, Long> firsts = new TreeMap<>();
            SimulationLog.read(log, new LogListener() {
                @Override
                public void run(RunHeader header) {
                    // the header was read before
                }

                @Override
                public void request(List<String> groups, String name, int start, int end, boolean ok, String message) {
                    if (!groups.isEmpty()) {
                        firsts.merge(groups.get(0), runStart + start, Math::min);
                    }
                }
            });
            firsts.forEach((step, first) ->
                    starts.computeIfAbsent(step, name -> new ArrayList<>()).add(first));
        }
        List<Long> apartMillis = starts.entrySet().stream()
                .filter(step -> step.getKey().endsWith(" callers")) // the first arrival comes at a random time
                .filter(step -> step.getValue().size() == logs.size())
                .map(step -> Collections.max(step.getValue()) - Collections.min(step.getValue()))
                .sorted()
                .toList();
        assertThat(apartMillis).hasSizeGreaterThan(5);
        assertThat(apartMillis.get(apartMillis.size() / 2))
                .as("median of " + apartMillis)
                .isLessThanOrEqualTo(TOGETHER_MILLIS);
        assertThat(apartMillis.get(apartMillis.size() - 1)).isLessThan(LATE_MILLIS);
    }

    private static StandIn service() throws InterruptedException {
        StandInSettings settings =
                SampleStandIn.taking(Duration.ofMillis(40)).withPods(4, 1, 2).settings();
        return StandIn.start(settings, Optional.empty());
    }

    private Map<String, String> environment(StandIn service) {
        Map<String, String> environment = new HashMap<>();
        SHORT.forEach((key, value) ->
                environment.put(key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT), value));
        environment.put("HEADROOM_RESULTS_FOLDER", results.toString());
        environment.put("HEADROOM_ENDPOINT_URL", service.url().toString());
        return environment;
    }
}
