package io.headroom.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClockToleranceTest {

    @Test
    void clockOfOneSecondOffMayBeKept() {
        assertTrue(ClockTolerance.isKept(1000));
        assertTrue(ClockTolerance.isKept(-1000));
        assertFalse(ClockTolerance.isKept(1001));
        assertFalse(ClockTolerance.isKept(-1001));
    }

    @Test
    void mostClocksAreRight() {
        assertEquals(0, ClockTolerance.usual(List.of(-5000L, 0L, 0L)));
        assertEquals(2, ClockTolerance.usual(List.of(3L, 5000L, 2L, 1L, 2L)));
    }

    @Test
    void coordinatorsClockNeedNotBe() {
        assertEquals(2000, ClockTolerance.usual(List.of(2000L, 2003L, 1998L)));
        assertEquals(-5000, ClockTolerance.usual(List.of(-5000L)), "of one there is none to differ from");
    }

    @Test
    void ofTwoTheCoordinatorsClockDecides() {
        assertEquals(0, ClockTolerance.usual(List.of(0L, -5000L)));
        assertEquals(0, ClockTolerance.usual(List.of(5000L, 0L)));
        assertEquals(-3, ClockTolerance.usual(List.of(-3L, 5000L)));
    }
}
