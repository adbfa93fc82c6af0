package io.headroom.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.load.ArrivalSchedule;
import io.headroom.load.Load;
import io.headroom.load.Spacing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One arrival is due every 100 ms, and users that have nothing to do ask every 100 ms. */
class ArrivalClaimsTest {

    private static final Load.Arrivals TEN_PER_SECOND = new Load.Arrivals(10, Spacing.CONSTANT);

    private final ArrivalClaims claims = new ArrivalClaims(
            new ArrivalSchedule(TEN_PER_SECOND, Duration.ZERO, Duration.ofSeconds(10), 1), Duration.ofMillis(100));

    @Test
    void usersOfTheFirstEventLoopClaimHoweverEarlyTheyAre() {
        for (int arrival = 0; arrival < 50; arrival++) {
            assertThat(claims.next(0, 0)).isEqualTo(millis(100L * arrival));
        }
    }

    /** The first loop has claimed those due at 0, 100 and 200 ms. Others claim 200, 150 and 133 ms ahead. */
    @Test
    void usersOfOtherEventLoopsClaimWhatIsDueSoonTheLaterTheFurtherTheirLoop() {
        for (int arrival = 0; arrival < 3; arrival++) {
            claims.next(0, 0);
        }
        assertThat(claims.next(1, millis(99))).isEqualTo(ArrivalClaims.LEFT_TO_OTHERS);
        assertThat(claims.next(2, millis(149))).isEqualTo(ArrivalClaims.LEFT_TO_OTHERS);
        assertThat(claims.next(3, millis(166))).isEqualTo(ArrivalClaims.LEFT_TO_OTHERS);
        assertThat(claims.next(1, millis(100))).isEqualTo(millis(300));
        assertThat(claims.next(2, millis(250))).isEqualTo(millis(400));
        assertThat(claims.next(3, millis(367))).isEqualTo(millis(500));
    }

    @Test
    void noArrivalIsLostByAsking() {
        claims.next(0, 0);
        for (int asked = 0; asked < 5; asked++) {
            claims.next(1, millis(-500));
        }
        assertThat(claims.next(0, 0)).isEqualTo(millis(100));
    }

    private static long millis(long millis) {
        return millis * 1_000_000;
    }
}
