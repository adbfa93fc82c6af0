package io.headroom.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Serves 4 x 1 ÷ 40 ms = 100 req/s, and records which client it answered at what time, and on which connection. */
final class CountingService implements AutoCloseable {

    private static final Pattern CLIENT = Pattern.compile("\\((client \\d+)\\)");
    private static final long WORK_MILLIS = 40;

    private final Map<String, List<Long>> answered = new ConcurrentHashMap<>();
    private final Queue<Use> uses = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Semaphore places;
    private final int refusal;
    private final LongAdder served = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final Semaphore pods = new Semaphore(4, true);
    private final HttpServer server;

    /** A request came on the connection from a port. Ports are not used again within minutes. */
    private record Use(int port, long nanos) {}

    /** @param room number of requests that it takes at a time; others are refused with 503 */
    CountingService(int room) throws IOException {
        this(room, 503);
    }

    /**
     * @param room   number of requests that it takes at a time
     * @param status HTTP status of the answer to others
     */
    CountingService(int room, int status) throws IOException {
        places = new Semaphore(room);
        refusal = status;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/score", this::score);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/score";
    }

    private void score(HttpExchange exchange) throws IOException {
        uses.add(new Use(exchange.getRemoteAddress().getPort(), System.nanoTime()));
        exchange.getRequestBody().readAllBytes();
        boolean taken = places.tryAcquire();
        if (taken) {
            work();
        }
        Matcher client = CLIENT.matcher(exchange.getRequestHeaders().getFirst("User-Agent"));
        List<Long> times =
                answered.computeIfAbsent(client.find() ? client.group(1) : "unknown", name -> new ArrayList<>());
        synchronized (times) {
            times.add(System.currentTimeMillis());
        }
        (taken ? served : refused).increment();
        exchange.sendResponseHeaders(taken ? 200 : refusal, -1);
        exchange.close();
    }

    private void work() {
        pods.acquireUninterruptibly();
        try {
            TimeUnit.MILLISECONDS.sleep(WORK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pods.release();
            places.release();
        }
    }

    /** Returns when the service answered a client, in milliseconds since 1970, in order. */
    List<Long> answered(String client) {
        List<Long> times = answered.getOrDefault(client, new ArrayList<>());
        synchronized (times) {
            return times.stream().sorted().toList();
        }
    }

    long served() {
        return served.sum();
    }

    long refused() {
        return refused.sum();
    }

    /** Returns how many requests came in the last part of the time until the last request. */
    long requestsInLast(Duration time) {
        long since = lastNanos() - time.toNanos();
        return uses.stream().filter(use -> use.nanos() >= since).count();
    }

    /** Returns how many connections they came on. */
    long connectionsInLast(Duration time) {
        long since = lastNanos() - time.toNanos();
        return uses.stream()
                .filter(use -> use.nanos() >= since)
                .mapToInt(Use::port)
                .distinct()
                .count();
    }

    /** Returns how many of these connections were new. */
    long newConnectionsInLast(Duration time) {
        long since = lastNanos() - time.toNanos();
        Map<Integer, Long> first =
                uses.stream().collect(Collectors.toMap(Use::port, Use::nanos, (one, other) -> Math.min(one, other)));
        return first.values().stream().filter(nanos -> nanos >= since).count();
    }

    private long lastNanos() {
        return uses.stream().mapToLong(Use::nanos).max().orElse(0);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
