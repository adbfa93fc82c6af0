package io.headroom.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** However users start, the callers of a step are spread over the event loops. */
class SeatsTest {

    private static final int LOOPS = 4;
    private static final int SEATS = 200;
    private static final long FIRST_ID = 2; // the conductor is user 1

    @Test
    void aFewCallersAreSpreadOverTheEventLoopsThoughEachLoopStartsItsUsersAtOnce() {
        Seats seats = new Seats(0, SEATS);
        int[] callersOfLoop = new int[LOOPS];
        for (int loop = 0; loop < LOOPS; loop++) {
            for (long id = FIRST_ID + loop; id < FIRST_ID + SEATS; id += LOOPS) {
                callersOfLoop[loop] += seats.of(id).number() < 16 ? 1 : 0;
            }
        }
        assertEquals("[4, 4, 4, 4]", Arrays.toString(callersOfLoop));
    }

    @Test
    void everyNumberIsGivenOnceWhateverTheIds() {
        for (long step : List.of(1L, 3L, 200L)) {
            Seats seats = new Seats(0, SEATS);
            List<Integer> given = LongStream.range(0, SEATS)
                    .mapToObj(i -> seats.of(FIRST_ID + step * i).number())
                    .sorted()
                    .toList();
            assertEquals(IntStream.range(0, SEATS).boxed().toList(), given, "step " + step);
        }
    }

    @Test
    void aUserKeepsItsSeat() {
        Seats seats = new Seats(0, 2);
        Seat first = seats.of(7);
        assertEquals(0, seats.of(8).number());
        assertSame(first, seats.of(7));
    }

    @Test
    void thereIsNoSeatForOneMore() {
        Seats seats = new Seats(0, 1);
        assertEquals(0, seats.of(7).number());
        assertThrows(IllegalStateException.class, () -> seats.of(8));
    }
}
