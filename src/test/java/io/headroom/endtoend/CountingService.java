package io.headroom.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves 4 x 1 ÷ 40 ms = 100 req/s with room for 12 requests, and records which client it answered at what time. */
final class CountingService implements AutoCloseable {

    private static final Pattern CLIENT = Pattern.compile("\\((client \\d+)\\)");
    private static final long WORK_MILLIS = 40;

    private final Map<String, List<Long>> answered = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Semaphore places = new Semaphore(12);
    private final Semaphore pods = new Semaphore(4, true);
    private final HttpServer server;

    CountingService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/score", this::score);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/score";
    }

    private void score(HttpExchange exchange) throws IOException {
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
        exchange.sendResponseHeaders(taken ? 200 : 503, -1);
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

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
