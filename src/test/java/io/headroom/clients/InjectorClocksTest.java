package io.headroom.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InjectorClocksTest {

    private final InjectorClocks clocks = new InjectorClocks(100_000);

    @Test
    void clocksAreComparedWithMostOfTheOthersAndNotWithTheCoordinators() {
        clocks.add(1, new Message.Ready(100_000, 7000));
        clocks.add(2, new Message.Ready(100_000, 7100));
        clocks.add(3, new Message.Ready(100_000, 1900));

        assertEquals(Map.of(3, -5100L), clocks.outliers());
    }

    @Test
    void clocksThatDifferLittleAreNoOutliers() {
        clocks.add(1, new Message.Ready(100_000, 0));
        clocks.add(2, new Message.Ready(100_000, 1000));

        assertEquals(Map.of(), clocks.outliers());
    }

    @Test
    void timesOfAnInjectorAreCountedFromItsStart() {
        clocks.add(1, new Message.Ready(102_500.4, 0));

        assertEquals(2500, clocks.laterMillis(1));
        assertEquals(0, clocks.laterMillis(2));
    }
}
