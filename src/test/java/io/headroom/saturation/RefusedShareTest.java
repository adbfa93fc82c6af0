package io.headroom.saturation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RefusedShareTest {

    @Test
    void noneRefusedLeavesThreeInSoManyPossible() {
        // 1 - 0.05^(1/n)
        assertEquals(1 - Math.pow(0.05, 1 / 100.0), new RefusedShare(0, 100).atMost(), 1e-12);
        assertTrue(new RefusedShare(0, 299).isAllowed());
        assertFalse(new RefusedShare(0, 298).isAllowed());
    }

    @Test
    void boundIsWhereSoFewAreSeenInOneCaseOfTwenty() {
        // binomial: (1-p)^20 + 20p(1-p)^19 = 0.05 at p = 0.216106, published for x = 1, n = 20
        assertEquals(0.2161, new RefusedShare(1, 20).atMost(), 5e-5);
        assertTrue(new RefusedShare(1, 473).isAllowed());
        assertFalse(new RefusedShare(1, 472).isAllowed());
    }

    @Test
    void allOrNoRequestsBoundNothing() {
        assertEquals(1, new RefusedShare(7, 7).atMost());
        assertEquals(1, new RefusedShare(0, 0).atMost());
        assertEquals(0, new RefusedShare(0, 0).observed());
        assertThrows(IllegalArgumentException.class, () -> new RefusedShare(2, 1));
    }

    @Test
    void boundLiesAboveWhatWasSeenAndGrowsWithIt() {
        double before = 0;
        for (int refused = 0; refused < 50; refused++) {
            RefusedShare share = new RefusedShare(refused, 50);
            assertTrue(share.atMost() > share.observed() && share.atMost() > before, share.toString());
            before = share.atMost();
        }
    }

    /** For 1 refused of 20, Clopper and Pearson's two-sided 95 % interval is 0.13 % to 24.87 %. */
    @Test
    void twoSidedIntervalIsThatOfTheTables() {
        assertEquals(0.00127, new RefusedShare(1, 20).low(), 5e-6);
        assertEquals(0.24873, new RefusedShare(1, 20).high(), 5e-6);
        assertEquals(0, new RefusedShare(0, 20).low());
        assertEquals(1 - Math.pow(0.025, 1 / 20.0), new RefusedShare(0, 20).high(), 1e-12);
    }
}
