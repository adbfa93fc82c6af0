package io.headroom.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineTest {

    @Test
    void requestsBelongToTheSecondInWhichTheyEnded() {
        Timeline timeline = new Timeline();
        timeline.request(999, 40, Outcome.OK);
        timeline.request(1000, 50, Outcome.OK);
        timeline.request(1999, 60, Outcome.OK);
        timeline.request(1500, 1, Outcome.REFUSED);
        timeline.request(3000, 70, Outcome.OK);

        List<Timeline.Seconds> seconds = timeline.seconds();

        assertEquals(
                List.of(0L, 1000L, 2000L, 3000L),
                seconds.stream().map(Timeline.Seconds::startMillis).toList());
        assertEquals(2, seconds.get(1).counts().of(Outcome.OK));
        assertEquals(1, seconds.get(1).counts().of(Outcome.REFUSED));
        assertEquals(new LatencyMillis(2, 55, 50, 60, 60, 60), seconds.get(1).latency());
        assertEquals(0, seconds.get(2).counts().total());
    }

    @Test
    void runLongerThanAnHourIsKeptInLongerSlicesWithoutLosingARequest() {
        Timeline timeline = new Timeline();
        int hours = 5;
        for (int millis = 0; millis < hours * 3_600_000; millis += 100) {
            timeline.request(millis, 50, Outcome.OK);
        }

        List<Timeline.Seconds> seconds = timeline.seconds();

        assertEquals(8000, seconds.get(0).lengthMillis());
        assertEquals(hours * 3600 / 8, seconds.size());
        assertTrue(seconds.stream().allMatch(slice -> slice.counts().of(Outcome.OK) == 80));
    }

    @Test
    void orderOfTheRequestsChangesNothing() {
        Random random = new Random(11);
        List<int[]> requests = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            requests.add(new int[] {
                random.nextInt(9_000_000), random.nextInt(100_000), random.nextInt(Outcome.values().length)
            });
        }
        List<Timeline.Seconds> before = timeline(requests);
        Collections.shuffle(requests, random);
        assertEquals(before, timeline(requests));
    }

    private static List<Timeline.Seconds> timeline(List<int[]> requests) {
        Timeline timeline = new Timeline();
        requests.forEach(request -> timeline.request(request[0], request[1], Outcome.values()[request[2]]));
        return timeline.seconds();
    }

    /** Two timelines with a part each add up to the timeline of all, even if one of them has longer slices. */
    @Test
    void twoAddedAreAsOneThatWasToldAll() {
        for (int longest : new int[] {60_000, 3_599_999, 3_600_000, 20_000_000}) {
            Timeline whole = new Timeline();
            Timeline some = new Timeline();
            Timeline others = new Timeline();
            Random random = new Random(longest);
            for (int i = 0; i < 3000; i++) {
                int end = random.nextInt(longest);
                Outcome outcome = Outcome.values()[random.nextInt(3)];
                whole.request(end, i, outcome);
                (end < longest / 3 || i % 2 == 0 ? some : others).request(end, i, outcome);
            }
            Timeline empty = new Timeline();
            empty.add(some);
            empty.add(others);

            assertEquals(whole, empty);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "600, 600", "601, 301", "1200, 600", "3600, 600"})
    void slicesAreJoinedUntilThereAreFewEnough(int seconds, int slices) {
        Timeline timeline = new Timeline();
        for (int second = 0; second < seconds; second++) {
            timeline.requests(1000 * second, 10 + second / 1800, Outcome.OK, 3);
        }

        List<Timeline.Seconds> few = timeline.seconds(600);

        assertEquals(slices, few.size());
        assertEquals(
                3L * seconds,
                few.stream().mapToLong(slice -> slice.counts().of(Outcome.OK)).sum());
        assertEquals(
                1000L * seconds,
                few.stream().mapToLong(Timeline.Seconds::lengthMillis).sum());
        assertEquals(10, few.get(0).latency().p99());
        assertEquals(seconds > 1800 ? 11 : 10, few.get(few.size() - 1).latency().p50());
        assertEquals(seconds, timeline.seconds().size(), "the timeline itself is as it was");
    }

    @Test
    void joinedSliceHasThePercentilesOfAllItsAnswers() {
        Timeline timeline = new Timeline();
        timeline.requests(0, 10, Outcome.OK, 60);
        timeline.requests(1000, 100, Outcome.OK, 40);
        timeline.requests(1000, 2, Outcome.REFUSED, 7);
        timeline.requests(2000, 5, Outcome.OK, 1);

        List<Timeline.Seconds> joined = timeline.seconds(2);

        assertEquals(2, joined.size());
        assertEquals(10, joined.get(0).latency().p50());
        assertEquals(100, joined.get(0).latency().p95());
        assertEquals(7, joined.get(0).counts().of(Outcome.REFUSED));
        assertEquals(2000, joined.get(1).startMillis());
        assertEquals(1000, joined.get(1).lengthMillis());
        assertEquals(List.of(), new Timeline().seconds(2));
    }
}
