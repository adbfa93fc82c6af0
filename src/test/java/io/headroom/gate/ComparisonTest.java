package io.headroom.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.gate.Figure.Known;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    /** Halves of ln 1.03 and ln 1.04 make one of 4.90 % in logarithms. */
    @Test
    void intervalsAddUpAsIndependentErrorsDo() {
        Comparison comparison = Comparison.of(new Known(100, 100 / 1.03, 103), new Known(90, 90 / 1.04, 93.6));
        double half = Math.hypot(Math.log(1.03), Math.log(1.04));

        assertEquals(-0.1, comparison.change(), 1e-12);
        assertEquals(0.9 * Math.exp(-half) - 1, comparison.low(), 1e-12);
        assertEquals(0.9 * Math.exp(half) - 1, comparison.high(), 1e-12);
        assertEquals(1 - Math.exp(-half), comparison.smallestVisible(), 1e-12);
        assertEquals("-10.0 % (95 % confidence: -14.3 to -5.5 %), real", comparison.description());
    }

    @Test
    void changeWithinTheNoiseIsNotReal() {
        assertFalse(
                Comparison.of(new Known(100, 95, 105), new Known(95, 90, 100)).isReal());
        assertTrue(
                Comparison.of(new Known(100, 99, 101), new Known(104, 103, 105)).isReal(), "gains are real, too");
    }

    @Test
    void nothingIsNeverMinusNothing() {
        String words = Comparison.of(new Known(100, 99, 101), new Known(99.999, 99, 101))
                .description();
        assertThat(words).startsWith("+0.0 % (");
    }

    @Test
    void figuresWithoutAnIntervalCannotBeCompared() {
        Known bound = new Known(100, 95, Double.POSITIVE_INFINITY);
        assertThrows(IllegalArgumentException.class, () -> Comparison.of(bound, new Known(1, 1, 1)));
        assertThrows(IllegalArgumentException.class, () -> Comparison.of(new Known(0, 0, 1), new Known(1, 1, 1)));
    }

    /** Of pairs of equal services, each measured with a normal error of 1 %, no more than 1 in 20 seems real. */
    @Test
    void equalServicesSeldomSeemToDiffer() {
        Random random = new Random(3);
        int real = 0;
        for (int pair = 0; pair < 10_000; pair++) {
            real += Comparison.of(measured(random), measured(random)).isReal() ? 1 : 0;
        }
        assertTrue(real > 300 && real < 560, real + " of 10,000");
    }

    private static Known measured(Random random) {
        double value = 100 * Math.exp(0.01 * random.nextGaussian());
        double factor = Math.exp(1.96 * 0.01);
        return new Known(value, value / factor, value * factor);
    }
}
