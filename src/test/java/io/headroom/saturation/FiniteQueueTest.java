package io.headroom.saturation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiniteQueueTest {

    @Test
    void refusesAsErlangHasItForOnePlace() {
        // one place, no queue: p = r / (1 + r)
        assertEquals(0.5 / 1.5, new FiniteQueue(1).refused(0.5), 1e-12);
    }

    @Test
    void refusesAsWorkedOutByHandForThreePlaces() {
        // r^3 / (1 + r + r^2 + r^3) at r = 1/2: 0.125 / 1.875
        assertEquals(0.125 / 1.875, new FiniteQueue(3).refused(0.5), 1e-12);
    }

    @Test
    void scatterIsThatOfGeometricBursts() {
        // m = 1 + 1/2 + 1/4 + 1/8 = 1.875
        assertEquals(2 * 1.875 - 1, new FiniteQueue(3).scatter(0.5), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3", "2.5, 0.7", "10, 0.9", "40, 0.98"})
    void isFoundAgainByWhatItRefuses(double places, double load) {
        FiniteQueue queue = new FiniteQueue(places);

        assertEquals(places, FiniteQueue.refusing(queue.refused(load), load).places(), 1e-6);
        assertEquals(load, queue.loadAt(queue.refused(load)), 1e-9);
    }

    @Test
    void soManyPlacesThatOnePercentIsNeverRefusedTakeAllOfTheCapacity() {
        assertEquals(1, new FiniteQueue(500).loadAt(0.01), 1e-9);
    }

    @Test
    void loadOfAQueueThatNearlyAlwaysRefusesHasALogarithm() {
        assertEquals(1e-9, new FiniteQueue(0).loadAt(0.01));
        assertEquals(1e-9, new FiniteQueue(0.01).loadAt(0.01), "it is 1e-200");
    }
}
