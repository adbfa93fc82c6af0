package io.headroom.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Pairs are compared one by one: the median of the ratios, not the ratio of the medians. */
class PairedRatesTest {

    @Test
    void theMedianIsThatOfTheRatiosOfPairs() {
        PairedRates rates = rates(90, 100, 200, 100, 240, 300); // 0.9, 2.0, 0.8
        assertEquals(List.of(0.8, 0.9, 2.0), rates.ratios());
        assertEquals(0.9, rates.medianRatio(), 1e-12);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertEquals(0.95, rates(90, 100, 100, 100, 50, 100, 200, 100).medianRatio(), 1e-12);
    }

    @Test
    void theSpreadSaysHowMuchFasterTheFastestRunWasThanTheSlowest() {
        assertEquals(0.5, rates(1, 100, 1, 150, 1, 120).spreadOfOthers(), 1e-12);
    }

    @Test
    void aRunWithoutRequestsIsNoRate() {
        PairedRates rates = new PairedRates();
        assertThrows(IllegalArgumentException.class, () -> rates.add(0, 100));
        assertThrows(IllegalArgumentException.class, () -> rates.add(100, 0));
        assertThrows(IllegalArgumentException.class, () -> rates.add(Double.NaN, 100));
    }

    private static PairedRates rates(double... alternating) {
        PairedRates rates = new PairedRates();
        for (int i = 0; i < alternating.length; i += 2) {
            assertEquals(alternating[i] / alternating[i + 1], rates.add(alternating[i], alternating[i + 1]));
        }
        return rates;
    }
}
