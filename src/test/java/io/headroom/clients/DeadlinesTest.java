package io.headroom.clients;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.headroom.load.Step;
import io.headroom.plan.NextStep;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    private static final CoordinatorTiming TIMING = new CoordinatorTiming(
            Duration.ofMillis(700), Duration.ofMillis(80), Duration.ofSeconds(9), Duration.ZERO, Duration.ZERO);

    @Test
    void stepStartsWhenIdleUsersHaveNoticedIt() {
        try (Deadlines few = new Deadlines(TIMING, 10, Duration.ofSeconds(2));
                Deadlines many = new Deadlines(TIMING, 20_000, Duration.ofSeconds(2))) {
            assertEquals(Duration.ofMillis(50 + 700), few.lead(step("01 warm-up: 4 callers")), "the first one");
            assertEquals(Duration.ofMillis(50 + 80), few.lead(step("02 round 1 up: 4 callers")));
            assertEquals(Duration.ofMillis(1000 + 80), many.lead(step("02 round 1 up: 4 callers")));
        }
    }

    /** Lead 130 ms, settling 300 ms, window 4 s, request timeout 2 s, and 9 s more. */
    @Test
    void stepIsOverdueLongAfterItsLastRequestWasAnswered() {
        try (Deadlines deadlines = new Deadlines(TIMING, 10, Duration.ofSeconds(2))) {
            assertEquals(Duration.ofMillis(15_430), deadlines.longest(step("02 round 1 up: 4 callers")));
        }
    }

    @Test
    void nothingIsWaitedForOnceTheRunIsClosed() {
        Deadlines deadlines = new Deadlines(TIMING, 10, Duration.ofSeconds(2));
        deadlines.close();

        assertDoesNotThrow(() -> deadlines.afterPatience(Duration.ZERO, () -> fail("the run is over")));
    }

    private static NextStep.Run step(String label) {
        return new NextStep.Run(Step.parse(label).orElseThrow(), Duration.ofMillis(300), Duration.ofSeconds(4));
    }
}
