package io.headroom.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rates at the end of a load. */
class LoadEndTest {

    /** One request a millisecond from 60,000 to 70,000 ms, beyond the initial size of the array. */
    private static final int[] STEADY = IntStream.rangeClosed(60_000, 70_000).toArray();

    @Test
    void countsInAWindowThatEndsBeforeTheLastRequest() throws IOException {
        assertEquals(1000, LoadEnd.of(STEADY).requestsPerSecond(9000), 1e-12);
    }

    @Test
    void whatIsOutsideTheWindowDoesNotCount() throws IOException {
        int margin = LoadEnd.MARGIN_MILLIS;
        LoadEnd end = LoadEnd.of(999, 1000, 1999, 2000, 2000 + margin);
        assertEquals(2, end.requestsPerSecond(1000), 1e-12);
    }

    @Test
    void failuresMakeNoRate() {
        LoadEnd end = LoadEnd.of(STEADY);
        end.request(List.of(), "score", 1, 2, false, "refused: HTTP 503");
        assertThrows(IOException.class, () -> end.requestsPerSecond(1000));
    }

    @Test
    void aLoadShorterThanTheWindowMakesNoRate() {
        LoadEnd end = LoadEnd.of(100, 1499);
        assertThrows(IOException.class, () -> end.requestsPerSecond(1000));
    }
}
