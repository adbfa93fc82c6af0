package io.headroom.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.Load.Messages;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTest {

    @ParameterizedTest
    @CsvSource({"10, 4, 0, 3", "10, 4, 1, 3", "10, 4, 2, 2", "10, 4, 3, 2", "1000, 8, 7, 125", "2, 3, 2, 0"})
    void remainderGoesToTheFirstCallers(int messages, int callers, int caller, int share) {
        assertEquals(share, new Messages(messages, callers).messagesOf(caller));
    }

    @Test
    void sharesAddUpToTheMessagesAndDifferByAtMostOne() {
        Random random = new Random(2);
        for (int i = 0; i < 1000; i++) {
            Messages load = new Messages(1 + random.nextInt(100_000), 1 + random.nextInt(300));
            int[] shares =
                    IntStream.range(0, load.callers()).map(load::messagesOf).toArray();
            assertEquals(load.messages(), IntStream.of(shares).sum(), load.description());
            assertTrue(shares[0] - shares[shares.length - 1] <= 1, load.description());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void fewerThanOneIsNoLoad(int none) {
        assertThrows(IllegalArgumentException.class, () -> new Callers(none));
        assertThrows(IllegalArgumentException.class, () -> new Messages(none, 1));
        assertThrows(IllegalArgumentException.class, () -> new Messages(1, none));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void rateThatIsNoRateIsNoLoad(double rate) {
        assertThrows(IllegalArgumentException.class, () -> new Arrivals(rate, Spacing.CONSTANT));
    }
}
