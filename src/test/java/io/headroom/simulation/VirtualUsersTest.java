package io.headroom.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.headroom.endpoint.ConnectionUse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The callers of a step are spread over the event loops, in whatever order users start. */
class VirtualUsersTest {

    private static final int LOOPS = 4;
    private static final int USERS = 200;
    private static final long FIRST_ID = 2; // the conductor is user 1

    @Test
    void aFewCallersAreSpreadOverTheEventLoopsThoughEachLoopStartsItsUsersAtOnce() {
        VirtualUsers users = new VirtualUsers(0, USERS, new ConnectionPools(ConnectionUse.SHARED));
        int[] callersOfLoop = new int[LOOPS];
        for (int loop = 0; loop < LOOPS; loop++) {
            for (long id = FIRST_ID + loop; id < FIRST_ID + USERS; id += LOOPS) {
                callersOfLoop[loop] += users.of(id).number() < 16 ? 1 : 0;
            }
        }
        assertEquals("[4, 4, 4, 4]", Arrays.toString(callersOfLoop));
    }

    @Test
    void everyNumberIsGivenOnceWhateverTheIds() {
        for (long step : List.of(1L, 3L, 200L)) {
            VirtualUsers users = new VirtualUsers(0, USERS, new ConnectionPools(ConnectionUse.SHARED));
            List<Integer> given = LongStream.range(0, USERS)
                    .mapToObj(i -> users.of(FIRST_ID + step * i).number())
                    .sorted()
                    .toList();
            assertEquals(IntStream.range(0, USERS).boxed().toList(), given, "step " + step);
        }
    }

    @Test
    void aUserKeepsItsNumber() {
        VirtualUsers users = new VirtualUsers(0, 2, new ConnectionPools(ConnectionUse.SHARED));
        VirtualUser first = users.of(7);
        assertEquals(0, users.of(8).number());
        assertSame(first, users.of(7));
    }

    @Test
    void oneUserTooManyIsRefused() {
        VirtualUsers users = new VirtualUsers(0, 1, new ConnectionPools(ConnectionUse.SHARED));
        assertEquals(0, users.of(7).number());
        assertThrows(IllegalStateException.class, () -> users.of(8));
    }
}
