package io.headroom.endtoend;

import static io.headroom.endtoend.ShortRun.ARRIVALS;
import static io.headroom.endtoend.ShortRun.CALLERS;
import static io.headroom.endtoend.ShortRun.goodput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Measures servers that are not ours. What each can serve is known by arithmetic, and measured by another load generator beside
 * Headroom, since the machine of the tests may be busy. All services sleep, and need so little CPU that they are measured at the same
 * time.
 */
@NeedsQuiet
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealServersIT {

    /** Order of tests that take long: they are offered first, so that none is left to run alone. */
    private static final int LONG = 1;

    /** Share by which a figure may differ from what {@link ClosedLoop} measured a minute before or after. */
    private static final double TOLERANCE = 0.1;

    /** What {@link ClosedLoop} counts at the edges of its time can make a service look faster than it can be. */
    private static final double EDGES = 1.03;

    private static final Duration WORK = Duration.ofMillis(50);

    @TempDir
    private Path folder;

    private ShortRun run;

    @BeforeEach
    void prepareRun() {
        run = new ShortRun(folder);
    }

    /**
     * uvicorn takes 8 requests at a time and lets none wait, so it serves 80 x (1 - B) req/s of what is offered, with
     * B of Erlang's loss formula: 63 of 80, 75 of 240, 78 of 480. Refusals cost it a new connection each, and so some of its one CPU.
     */
    @Test
    @Order(LONG)
    @Execution(ExecutionMode.CONCURRENT)
    void limitedConcurrencyOfUvicornByArrivals() throws Exception {
        try (RealServer uvicorn = RealServer.uvicorn(folder, Duration.ofMillis(100), "--limit-concurrency", "9")) {
            double most = new ClosedLoop(uvicorn.url()).goodput(8, Duration.ofSeconds(5));

            JsonNode result = run.result(ARRIVALS, uvicorn.url(), Map.of("headroom.arrivals.window.maximum", "3 s"));

            assertThat(result.get("verdict").asText()).as(run.output()).isEqualTo("saturated");
            // at most 8 connections ÷ 100 ms; the callers of the loop get less, as some are refused
            assertThat(goodput(result)).isBetween(0.6 * most, 1.05 * 80);
        }
    }

    /** 4 workers x 1 ÷ 50 ms = 80 req/s less what Flask takes itself, and 12 callers, since nginx refuses the 13th. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void limitedConnectionsBeforeGunicorn() throws Exception {
        try (RealServer gunicorn = RealServer.gunicorn(folder, 4, Duration.ofMillis(50));
                RealServer nginx = limited(12, List.of(gunicorn.address()))) {
            double truth = new ClosedLoop(nginx.url()).goodput(12, Duration.ofSeconds(5));
            assertThat(truth).isBetween(0.6 * 80, EDGES * 80);

            JsonNode result = run.result(CALLERS, nginx.url(), Map.of());

            assertThat(result.get("verdict").asText()).as(run.output()).isEqualTo("saturated");
            assertThat(result.at("/saturation/callers").asInt()).isEqualTo(12);
            assertThat(goodput(result)).isCloseTo(truth, within(TOLERANCE * truth));
            assertThat(kinds(result)).containsOnly("503");
        }
    }

    /**
     * 8 connections ÷ 100 ms = 80 req/s. A request that waits for more than 300 ms is refused. If the 8 connections get free one after
     * the other, a request waits 1 ÷ 80 s for each one before it, so the 24th waits too long, which is there with (0.3 s + 0.1 s) x 80
     * req/s = 32 callers. If they get free at the same time, every 100 ms and a little, those in the third row of 8 wait too long: with
     * 8 + 2 x 8 = 24 callers none is refused, with 25 one is. The truth is between 24 and 31, or one less where a timer is late.
     */
    @Test
    @Order(LONG)
    @Execution(ExecutionMode.CONCURRENT)
    void queueWithTimeOutOfHaproxy() throws Exception {
        try (RealServer uvicorn = RealServer.uvicorn(folder, Duration.ofMillis(100));
                RealServer haproxy = RealServer.haproxy(folder, """
                        timeout queue 300ms
                        server one %s maxconn 8
                        """.formatted(uvicorn.address()))) {
            double truth = new ClosedLoop(haproxy.url()).goodput(12, Duration.ofSeconds(5));
            assertThat(truth).isBetween(0.6 * 80, EDGES * 80);

            JsonNode result = run.result(CALLERS, haproxy.url(), Map.of());

            assertThat(result.get("verdict").asText()).as(run.output()).isEqualTo("saturated");
            assertThat(result.at("/saturation/callers").asInt()).isBetween(23, 31);
            assertThat(goodput(result)).isCloseTo(truth, within(TOLERANCE * truth));
            assertThat(kinds(result)).containsOnly("503");
        }
    }

    /**
     * uvicorn refuses everything while 9 or more connections are open, also idle ones, and closes what it refuses: 8 callers ÷ 100 ms =
     * 80 req/s. It does, too, while 9 of its tasks are not cleared away, which may be those of answers that were just sent: of 7 or 8
     * callers that send in step it refuses 1 to 3 %, and of 9 more than 10 %.
     */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void limitedConcurrencyOfUvicornByCallers() throws Exception {
        try (RealServer uvicorn = RealServer.uvicorn(folder, Duration.ofMillis(100), "--limit-concurrency", "9")) {
            double truth = new ClosedLoop(uvicorn.url()).goodput(8, Duration.ofSeconds(5));
            assertThat(truth).isBetween(0.6 * 80, EDGES * 80);

            JsonNode result = run.result(CALLERS, uvicorn.url(), Map.of());

            assertThat(result.get("verdict").asText()).as(run.output()).isEqualTo("saturated");
            assertThat(result.at("/saturation/callers").asInt()).isEqualTo(8);
            assertThat(goodput(result)).isCloseTo(truth, within(TOLERANCE * truth));
        }
    }

    /** 4 workers x 1 ÷ 50 ms = 80 req/s less what Flask takes itself. What finds no worker free waits in the kernel's queue. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void gunicornQueues() throws Exception {
        try (RealServer gunicorn = RealServer.gunicorn(folder, 4, WORK)) {
            assertQueues(gunicorn, 4);
        }
    }

    /** 4 workers x 1 ÷ 50 ms = 80 req/s less what the server and the model take themselves. */
    @Test
    @Order(LONG)
    @Execution(ExecutionMode.CONCURRENT)
    void serverOfAzureMachineLearningQueues() throws Exception {
        try (RealServer azureMl = RealServer.azureMl(folder, 4, WORK)) {
            assertQueues(azureMl, 4);
        }
    }

    /** 2 workers x 1 ÷ 50 ms = 40 req/s less what the server and the model take themselves. */
    @Test
    @Order(LONG)
    @Execution(ExecutionMode.CONCURRENT)
    void litServeQueues() throws Exception {
        try (RealServer litServe = RealServer.litServe(folder, 2, WORK)) {
            assertQueues(litServe, 2);
        }
    }

    /** Waiting begins with as many callers as there are workers; the search starts with 4. */
    private void assertQueues(RealServer server, int workers) throws Exception {
        double most = workers * 1000.0 / WORK.toMillis();
        ClosedLoop loop = new ClosedLoop(server.url());
        double before = loop.goodput(3 * workers, Duration.ofSeconds(5));
        assertThat(before).isBetween(0.6 * most, EDGES * most);

        JsonNode result = run.result(CALLERS, server.url(), Map.of());

        double after = loop.goodput(3 * workers, Duration.ofSeconds(5));

        assertThat(result.get("verdict").asText()).as(run.output()).isEqualTo("saturated");
        assertThat(result.get("reason").asText()).contains("it queues");
        assertThat(goodput(result))
                .isBetween((1 - TOLERANCE) * Math.min(before, after), (1 + TOLERANCE) * Math.max(before, after));
        assertThat(result.at("/saturation/queue/kneeCallers").asDouble())
                .isBetween(0.8 * workers, 1.2 * Math.max(workers, fewestMeasuredCallers(result)));
        assertThat(result.at("/target/offeredPerSecond").asDouble()).isCloseTo(0.7 * goodput(result), within(0.1));
        assertThat(result.has("failures")).isFalse();
    }

    /** Returns the fewest callers that were measured: 4, or 8 if other work held all steps with 4 back. No knee below them is seen. */
    private static int fewestMeasuredCallers(JsonNode result) {
        int fewest = StreamSupport.stream(result.get("steps").spliterator(), false)
                .filter(step -> step.get("verdict").asText().equals("clean") && step.has("callers"))
                .mapToInt(step -> step.get("callers").asInt())
                .min()
                .orElse(Integer.MAX_VALUE);
        assertThat(fewest).as(result.get("steps").toString()).isBetween(1, 8);
        return Math.max(4, fewest);
    }

    /**
     * What gunicorn answered is known from its log: what the tool counted, and what the tool did not wait for at its end. A worker may
     * not yet have logged its last answer.
     */
    @ParameterizedTest
    @EnumSource
    @Execution(ExecutionMode.CONCURRENT)
    void otherLoadGeneratorsAgree(LoadTool tool) throws Exception {
        int callers = 12;
        try (RealServer gunicorn = RealServer.gunicorn(folder, 4, WORK, "--access-logfile", "-")) {
            ClosedLoop loop = new ClosedLoop(gunicorn.url());
            double before = loop.goodput(callers, Duration.ofSeconds(5));
            long scoredBefore = scored(gunicorn);
            LoadTool.Count count = tool.run(folder, gunicorn.url(), callers, Duration.ofSeconds(10));
            long logged = scored(gunicorn) - scoredBefore;
            double after = loop.goodput(callers, Duration.ofSeconds(5));

            System.out.println(tool + ": " + count + "; logged: " + logged + "; closed loop: " + before + " before and "
                    + after + " after, per second");
            assertThat(logged).isBetween(count.answers() - 4, count.answers() + callers);
            assertThat(count.perSecond()).isBetween(0.95 * Math.min(before, after), 1.05 * Math.max(before, after));
        }
    }

    private static long scored(RealServer server) throws IOException {
        return server.output()
                .lines()
                .filter(line -> line.contains("POST /score"))
                .count();
    }

    /**
     * A limiter of 50 req/s that takes no bursts, before a service that answers at once, and any number of requests.
     */
    @Test
    void rateLimiterOfNginx() throws Exception {
        try (RealServer uvicorn = RealServer.uvicorn(folder, Duration.ZERO);
                RealServer nginx = RealServer.nginx(folder, """
                        limit_req_zone $server_name zone=all:1m rate=50r/s;
                        """, """
                        location / {
                          limit_req zone=all;
                          limit_req_status 429;
                          proxy_pass http://%s;
                        }
                        """.formatted(uvicorn.address()))) {
            JsonNode result = run.result(CALLERS, nginx.url(), Map.of());

            assertThat(result.get("verdict").asText()).as(run.output()).isEqualTo("rate-limited");
            assertThat(result.at("/rateLimiter/certainty").asText()).isEqualTo("proven");
            assertThat(result.at("/rateLimiter/ratePerSecond").asDouble()).isCloseTo(50, within(0.05 * 50));
            assertThat(result.at("/rateLimiter/statuses/0").asInt()).isEqualTo(429);
            assertThat(result.has("target")).isFalse();
        }
    }

    /** nginx sends every fourth request to a port on which nothing listens, and does not try another. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void deadBackendIsNamedAfterTheFirstStep() throws Exception {
        try (RealServer uvicorn = RealServer.uvicorn(folder, Duration.ofMillis(20));
                RealServer nginx = limited(
                        64,
                        List.of(
                                uvicorn.address(),
                                uvicorn.address(),
                                uvicorn.address(),
                                "127.0.0.1:" + RealServer.freePort()))) {
            try (ForkedProcess gatling = run.start(CALLERS, nginx.url(), Map.of())) {
                assertThat(gatling.await()).as(gatling.output()).isZero();

                assertThat(gatling.output()).contains("1 in 4 answers is 502: a backend behind it is down");
            }
            JsonNode result = Results.json(run.folder().resolve("headroom.json"));
            assertThat(result.get("steps").size()).isLessThanOrEqualTo(3);
            assertThat(result.has("target")).isFalse();
            assertThat(result.has("sizing")).isFalse();
            JsonNode worst = result.at("/failures/0");
            assertThat(worst.get("status").asInt()).isEqualTo(502);
            assertThat(worst.get("share").asDouble()).isCloseTo(0.25, within(0.02));
        }
    }

    /** One of four backends takes 100 ms, the others 25 ms. Each gets a fourth, so 4 x 10 = 40 req/s is all that they can serve. */
    @ParameterizedTest
    @CsvSource({CALLERS, ARRIVALS})
    @Order(LONG)
    @Execution(ExecutionMode.CONCURRENT)
    void slowBackendOfFour(String simulation) throws Exception {
        Duration fast = Duration.ofMillis(25);
        try (RealServer slow = RealServer.gunicorn(folder, 1, Duration.ofMillis(100));
                RealServer second = RealServer.gunicorn(folder, 1, fast);
                RealServer third = RealServer.gunicorn(folder, 1, fast);
                RealServer fourth = RealServer.gunicorn(folder, 1, fast);
                RealServer nginx =
                        limited(8, List.of(slow.address(), second.address(), third.address(), fourth.address()))) {
            double truth = new ClosedLoop(nginx.url()).goodput(8, Duration.ofSeconds(5));
            assertThat(truth).isBetween(0.75 * 40, 1.05 * 40);

            JsonNode result = run.result(
                    simulation,
                    nginx.url(),
                    Map.of("headroom.search.step.boundary", "4 s", "headroom.arrivals.window.maximum", "10 s"));

            assertThat(result.get("verdict").asText()).as(run.output()).isEqualTo("saturated");
            assertThat(goodput(result)).isCloseTo(truth, within(TOLERANCE * truth));
            assertThat(result.at("/saturation/confidence95/lowPerSecond").asDouble())
                    .isLessThan(40);
            assertThat(result.at("/saturation/confidence95/highPerSecond").asDouble())
                    .isGreaterThan(0.95 * truth);
            assertThat(result.at("/target/offeredPerSecond").asDouble()).isLessThan(0.8 * truth);
        }
    }

    /** One worker of four less: 60 instead of 80 req/s. One more: 100. Both are measured by callers that the queue holds. */
    @ParameterizedTest
    @CsvSource({CALLERS + ", TTOU, 60", ARRIVALS + ", TTIN, 100"})
    @Order(LONG)
    @Execution(ExecutionMode.CONCURRENT)
    void workerThatGoesOrComesMovesTheCapacity(String simulation, String signal, double after) throws Exception {
        try (RealServer gunicorn = RealServer.gunicorn(folder, 4, Duration.ofMillis(50));
                RealServer nginx = limited(12, List.of(gunicorn.address()))) {
            ClosedLoop loop = new ClosedLoop(nginx.url());
            double before = loop.goodput(12, Duration.ofSeconds(5));
            Map<String, String> exact = Map.of(
                    "headroom.search.rounds",
                    "3",
                    "headroom.search.precision",
                    "0.03",
                    "headroom.arrivals.precision",
                    "0.03");
            try (ForkedProcess gatling = run.start(simulation, nginx.url(), exact)) {
                gatling.awaitOutput(simulation.equals(CALLERS) ? "round 3" : "round 4");
                gunicorn.signal(signal);
                gatling.await();
            }
            double since = loop.goodput(12, Duration.ofSeconds(5));
            assertThat(since / before).as("after ÷ before").isCloseTo(after / 80, within(0.12));

            JsonNode result = Results.json(run.folder().resolve("headroom.json"));

            assertThat(result.get("verdict").asText()).as(run.output()).isEqualTo("capacity-moved");
            assertThat(result.at("/capacityShift/beforePerSecond").asDouble())
                    .isCloseTo(before, within(TOLERANCE * before));
            assertThat(result.at("/capacityShift/afterPerSecond").asDouble())
                    .isCloseTo(since, within(TOLERANCE * since));
            assertThat(result.get("reason").asText()).startsWith("it is now ").contains(" s after the start it was ");
        }
    }

    /** Starts nginx, which takes some requests at a time, refuses others with 503, and tries only one backend for each. */
    private RealServer limited(int connections, List<String> backends) throws Exception {
        String servers = IntStream.range(0, backends.size())
                .mapToObj(i -> "server " + backends.get(i) + " max_fails=0;")
                .collect(Collectors.joining(" "));
        return RealServer.nginx(folder, """
                limit_conn_zone $server_name zone=all:1m;
                limit_conn_log_level info;
                upstream services { %s }
                """.formatted(servers), """
                location / {
                  limit_conn all %d;
                  limit_conn_status 503;
                  proxy_next_upstream off;
                  proxy_pass http://services;
                }
                """.formatted(connections));
    }

    private static List<String> kinds(JsonNode result) {
        return result.get("failures").findValuesAsText("kind");
    }
}
