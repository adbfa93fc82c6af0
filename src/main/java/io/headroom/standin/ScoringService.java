package io.headroom.standin;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;

/** Decides which status a request is answered with, and when. Knows nothing of connections. */
final class ScoringService {

    private static final JsonFactory JSON = new JsonFactory();

    private final Pods pods;
    private final ScheduledExecutorService timer;
    private final Optional<String> authorization;
    private final LongAdder served = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder rejected = new LongAdder();

    ScoringService(StandInSettings settings, ScheduledExecutorService timer, Optional<String> authorization) {
        this.pods = new Pods(settings, System.nanoTime(), 1);
        this.timer = timer;
        this.authorization = authorization;
    }

    /**
     * Scores a request.
     *
     * @param answer called with the status, at once or when the request has been worked on
     */
    void score(Optional<String> givenAuthorization, Optional<String> contentType, byte[] body, IntConsumer answer) {
        OptionalInt mistake = mistakeIn(givenAuthorization, contentType, body);
        if (mistake.isPresent()) {
            answer.accept(reject(mistake.getAsInt()));
            return;
        }
        offer().match(
                        finishNanos -> {
                            served.increment();
                            answerAt(finishNanos, 200, answer);
                        },
                        status -> {
                            refused.increment();
                            answer.accept(status);
                        },
                        status -> {
                            failed.increment();
                            answer.accept(status);
                        },
                        timeOutNanos -> {
                            failed.increment();
                            answerAt(timeOutNanos, 504, answer);
                        });
    }

    private void answerAt(long nanos, int status, IntConsumer answer) {
        var unused = timer.schedule(() -> answer.accept(status), nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** Returns the status of the readiness path. */
    int readiness() {
        synchronized (pods) {
            return pods.failure(System.nanoTime())
                    .map(failure -> failure.status().orElseThrow())
                    .orElse(200);
        }
    }

    /** Counts a request that cannot be scored, and returns the status it is answered with. */
    int reject(int status) {
        rejected.increment();
        return status;
    }

    Tally tally() {
        return new Tally(served.sum(), refused.sum(), failed.sum(), rejected.sum());
    }

    private Pods.PodAnswer offer() {
        synchronized (pods) {
            return pods.offer(System.nanoTime());
        }
    }

    private OptionalInt mistakeIn(Optional<String> givenAuthorization, Optional<String> contentType, byte[] body) {
        if (authorization.isPresent() && !authorization.equals(givenAuthorization)) {
            return OptionalInt.of(401);
        }
        if (contentType.filter(type -> type.startsWith("application/json")).isEmpty()) {
            return OptionalInt.of(415);
        }
        return isJson(body) ? OptionalInt.empty() : OptionalInt.of(400);
    }

    private static boolean isJson(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException notJson) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }
}
