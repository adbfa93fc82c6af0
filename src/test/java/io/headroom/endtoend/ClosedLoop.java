package io.headroom.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A load generator of a few lines, to check by another tool what Headroom says of a server: each caller sends a request when the one
 * before was answered.
 */
final class ClosedLoop {

    /** A request that all services of the tests answer: an iris. */
    static final String PAYLOAD = "{\"data\": [[5.1, 3.5, 1.4, 0.2]]}";

    private static final int ANSWERS_WHILE_COLD = 15;

    private final HttpRequest request;

    ClosedLoop(String url) {
        this.request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(PAYLOAD))
                .build();
    }

    /**
     * Returns the successes per second that several callers get together, measured for some time after they have got some answers,
     * so that neither a cold service nor a cold client is measured.
     */
    double goodput(int callers, Duration time) throws InterruptedException {
        AtomicInteger good = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch cold = new CountDownLatch(callers * ANSWERS_WHILE_COLD);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            threads.add(new Thread(() -> call(cold, over, good)));
        }
        threads.forEach(Thread::start);
        cold.await();
        int before = good.get();
        long start = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
        double perSecond = (good.get() - before) * 1e9 / (System.nanoTime() - start);
        over.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        return perSecond;
    }

    private void call(CountDownLatch cold, AtomicBoolean over, AtomicInteger good) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        while (!over.get()) {
            if (isGood(client)) {
                good.incrementAndGet();
            }
            cold.countDown();
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
