package io.headroom.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests the service over HTTP and in real time, as a caller sees it. */
@Timeout(30)
class StandInTest {

    private static final String KEY = "Bearer practice";
    private static final SampleStandIn QUICK = SampleStandIn.taking(Duration.ofMillis(5));

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void rightRequestIsScoredAndWrongOnesAreToldWhy() throws Exception {
        try (StandIn standIn = StandIn.start(QUICK.settings(), Optional.of(KEY))) {
            URI url = standIn.url();
            HttpResponse<String> scored = send(score(url).build());
            assertEquals(200, scored.statusCode());
            assertEquals("{\"score\":0.5}", scored.body());

            assertEquals(401, status(score(url).setHeader("Authorization", "Bearer wrong")));
            assertEquals(401, status(HttpRequest.newBuilder(url).POST(BodyPublishers.ofString("{}"))));
            assertEquals(404, status(score(url.resolve("/elsewhere"))));
            assertEquals(405, status(score(url).GET()));
            assertEquals(415, status(score(url).setHeader("Content-Type", "text/plain")));
            for (String body : List.of("", "{", "{}{}", "nonsense", "[1,]")) {
                assertEquals(400, status(score(url).POST(BodyPublishers.ofString(body))), body);
            }
            assertEquals(new Tally(1, 0, 0, 10), standIn.tally());
        }
    }

    @Test
    void readinessIsAnsweredWithoutAKeyAndNotTallied() throws Exception {
        try (StandIn standIn = StandIn.start(QUICK.settings(), Optional.of(KEY))) {
            assertEquals(200, status(readiness(standIn)));
            assertEquals(0, standIn.tally().total());
        }
    }

    @Test
    void withoutAKeyEveryoneIsLetIn() throws Exception {
        try (StandIn standIn = StandIn.start(QUICK.settings(), Optional.empty())) {
            assertEquals(200, status(score(standIn.url()).setHeader("Authorization", "Bearer any")));
        }
    }

    @Test
    void moreAtOnceThanThereIsRoomForAreRefused() throws Exception {
        SampleStandIn slow = SampleStandIn.taking(Duration.ofMillis(1500)).withPods(2, 1, 1);
        try (StandIn standIn = StandIn.start(slow.settings(), Optional.of(KEY))) {
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                answers.add(client.sendAsync(score(standIn.url()).build(), BodyHandlers.discarding())
                        .thenApply(HttpResponse::statusCode));
            }
            List<Integer> statuses =
                    answers.stream().map(CompletableFuture::join).sorted().toList();
            assertEquals(List.of(200, 200, 200, 200, 503, 503, 503), statuses);
            assertEquals(new Tally(4, 3, 0, 0), standIn.tally());
            assertEquals(7, standIn.tally().total());
        }
    }

    @Test
    void requestThatWaitsTooLongIsAnswered504InTime() throws Exception {
        SampleStandIn slow =
                SampleStandIn.taking(Duration.ofSeconds(2)).withPods(1, 1, 10).withTimeOut(Duration.ofMillis(300));
        try (StandIn standIn = StandIn.start(slow.settings(), Optional.of(KEY))) {
            long start = System.nanoTime();
            assertEquals(504, status(score(standIn.url())));
            assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(300));
            assertEquals(new Tally(0, 0, 1, 0), standIn.tally());
        }
    }

    @Test
    void failingPodsAnswer502AndAreNotReady() throws Exception {
        Failure failure = new Failure(6, Failure.Mode.BAD_GATEWAY, Duration.ZERO, Duration.ofHours(1));
        StandInSettings settings =
                QUICK.withRouting(Routing.ROUND_ROBIN).withFailure(failure).settings();
        try (StandIn standIn = StandIn.start(settings, Optional.of(KEY))) {
            for (int i = 0; i < 12; i++) {
                assertEquals(i < 6 ? 502 : 200, status(score(standIn.url())));
            }
            assertEquals(502, status(readiness(standIn)));
            assertEquals(new Tally(6, 0, 6, 0), standIn.tally());
        }
    }

    @Test
    void serviceThatRefusesConnectionsComesBack() throws Exception {
        Failure failure =
                new Failure(1, Failure.Mode.CONNECTION_REFUSED, Duration.ofMillis(400), Duration.ofSeconds(3));
        try (StandIn standIn = StandIn.start(QUICK.withFailure(failure).settings(), Optional.of(KEY))) {
            assertTrue(comesToBe(standIn, false), "is still there");
            assertTrue(comesToBe(standIn, true), "has not come back");
            assertEquals(200, status(score(standIn.url())));
        }
    }

    /** Asks again and again, for at most ten seconds. */
    private boolean comesToBe(StandIn standIn, boolean reachable) throws Exception {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < giveUp) {
            if (isReachable(standIn) == reachable) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return false;
    }

    private boolean isReachable(StandIn standIn) throws InterruptedException {
        try {
            return status(readiness(standIn)) == 200;
        } catch (ConnectException refused) {
            return false;
        } catch (IOException closedMeanwhile) {
            return true;
        }
    }

    private static HttpRequest.Builder score(URI url) {
        return HttpRequest.newBuilder(url)
                .header("Authorization", KEY)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"x\": [1, 2]}"));
    }

    private static HttpRequest.Builder readiness(StandIn standIn) {
        return HttpRequest.newBuilder(standIn.url().resolve(StandIn.READINESS_PATH));
    }

    private int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return send(request.build()).statusCode();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }
}
