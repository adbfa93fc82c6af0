package io.headroom.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Outcome;
import io.headroom.load.Timeline;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeSliceTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "600, 600", "601, 301", "1200, 600", "3600, 600"})
    void noMoreSlicesThanAScreenShows(int seconds, int slices) {
        Timeline timeline = new Timeline();
        for (int second = 0; second < seconds; second++) {
            timeline.requests(1000 * second, 10, Outcome.OK, 3);
        }

        List<TimeSlice> thin = TimeSlice.downsampled(timeline.seconds());

        assertEquals(slices, thin.size());
        assertTrue(thin.stream().allMatch(slice -> slice.perSecond(Set.of(Outcome.OK)) == 3), thin.toString());
    }

    @Test
    void nothingIsLeftOut() {
        Timeline timeline = new Timeline();
        timeline.requests(1_000_000, 10, Outcome.REFUSED, 7);
        timeline.requests(1_001_000, 10, Outcome.NOT_READY, 5);

        List<TimeSlice> thin = TimeSlice.downsampled(timeline.seconds());

        TimeSlice last = thin.get(thin.size() - 1);
        assertEquals(1_000_000, last.startMillis());
        assertEquals(2000, last.lengthMillis());
        assertEquals(3.5, last.perSecond(Set.of(Outcome.REFUSED)));
        assertEquals(6, last.perSecond(Set.of(Outcome.REFUSED, Outcome.NOT_READY)));
    }

    @Test
    void runThatAnsweredNothingHasNoSlices() {
        assertEquals(List.of(), TimeSlice.downsampled(new Timeline().seconds()));
    }
}
