package io.headroom.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.load.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the buckets with counts that are made bucket by bucket from all events. */
class LoadTimelineTest {

    private static final String REFUSED = "status.find.is(200), but actually found 503";

    private record Request(int startMillis, int endMillis, boolean ok) {
        boolean startsIn(long from, long to) {
            return startMillis >= from && startMillis < to;
        }

        boolean endsIn(long from, long to) {
            return endMillis >= from && endMillis < to;
        }

        long inFlightMillis(long from, long to) {
            return Math.max(0, Math.min(to, endMillis) - Math.max(from, startMillis));
        }
    }

    /** The longer runs double their buckets once and three times, while events of earlier buckets still come. */
    @ParameterizedTest
    @ValueSource(ints = {60_000, 600_000, 2_000_000})
    void everyEventIsInItsBucket(int lengthMillis) {
        Random random = new Random(lengthMillis);
        List<Request> requests = new ArrayList<>();
        List<Integer> users = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            int start = random.nextInt(lengthMillis);
            requests.add(new Request(start, start + random.nextInt(3000), random.nextInt(4) > 0));
            users.add(random.nextInt(lengthMillis));
        }
        LoadTimeline timeline = new LoadTimeline(Optional.empty(), 0);
        Collections.sort(users);
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            timeline.request(
                    List.of(),
                    "score",
                    request.startMillis(),
                    request.endMillis(),
                    request.ok(),
                    request.ok() ? "" : REFUSED);
            timeline.user("users", true, users.get(i));
        }

        long[] inFlight = timeline.inFlightMillis();
        long[] active = timeline.activeUsers();
        for (int i = 0; i < timeline.size(); i++) {
            long from = i * timeline.bucketMillis();
            long to = from + timeline.bucketMillis();
            Bucket bucket = timeline.bucket(i);
            assertThat(bucket.sent(Outcome.OK))
                    .isEqualTo(count(requests, request -> request.ok() && request.startsIn(from, to)));
            assertThat(bucket.sent(Outcome.REFUSED))
                    .isEqualTo(count(requests, request -> !request.ok() && request.startsIn(from, to)));
            assertThat(bucket.answeredOkCount())
                    .isEqualTo(count(requests, request -> request.ok() && request.endsIn(from, to)));
            assertThat(inFlight[i])
                    .isEqualTo(requests.stream()
                            .mapToLong(request -> request.inFlightMillis(from, to))
                            .sum());
            assertThat(active[i]).isEqualTo(count(users, user -> user < to));
        }
        assertThat(timeline.requests().total()).isEqualTo(requests.size());
    }

    /** A user who comes late doubles the buckets between two requests that end in the same one. */
    @Test
    void requestsBeforeAndAfterTheBucketsAreDoubledAreInTheSame() {
        LoadTimeline timeline = new LoadTimeline(Optional.empty(), 0);
        timeline.request(List.of(), "score", 110, 120, true, "");
        timeline.user("users", true, 500_000);
        timeline.request(List.of(), "score", 130, 140, true, "");

        assertThat(timeline.bucketMillis()).isEqualTo(200);
        assertThat(timeline.bucket(0).sent(Outcome.OK)).isEqualTo(2);
        assertThat(timeline.bucket(0).answeredOkCount()).isEqualTo(2);
    }

    private static <T> long count(List<T> all, Predicate<T> which) {
        return all.stream().filter(which).count();
    }
}
