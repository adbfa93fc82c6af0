package io.headroom.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A load generator of a few lines, to check by another tool what Headroom says of a server: each caller sends a request when the one
 * before was answered.
 */
final class ClosedLoop {

    private final HttpRequest request;

    ClosedLoop(String url) {
        this.request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
    }

    /** Returns the successes per second that several callers get together, measured for some time after one second. */
    double goodput(int callers, Duration time) throws InterruptedException {
        AtomicInteger good = new AtomicInteger();
        long from = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        long until = from + time.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            threads.add(new Thread(() -> call(from, until, good)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return good.get() / (time.toMillis() / 1000.0);
    }

    private void call(long from, long until, AtomicInteger good) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        while (System.nanoTime() < until) {
            boolean ok = isGood(client);
            long now = System.nanoTime();
            if (ok && now >= from && now < until) {
                good.incrementAndGet();
            }
        }
    }

    private boolean isGood(HttpClient client) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException failed) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
