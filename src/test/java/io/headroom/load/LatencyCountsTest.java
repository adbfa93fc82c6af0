package io.headroom.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyCountsTest {

    @Test
    void latenciesAboveALimitAreCounted() {
        LatencyCounts counts = of(10, 20, 20, 100);

        assertThat(counts.total()).isEqualTo(4);
        assertThat(LongStream.of(0, 9, 10, 19, 20, 99, 100, 101).map(counts::above))
                .containsExactly(4L, 4L, 3L, 3L, 1L, 1L, 0L, 0L);
    }

    @Test
    void noLatenciesAreAboveNothing() {
        assertThat(LatencyCounts.NONE.total()).isZero();
        assertThat(LatencyCounts.NONE.above(0)).isZero();
        assertThat(of()).isEqualTo(LatencyCounts.NONE);
    }

    /** Three digits: 5,000 ms is recorded with values up to 5,003 ms. */
    @Test
    void longLatenciesAreAboveWhatIsNotTheSameInThreeDigits() {
        assertThat(of(5000).above(4990)).isEqualTo(1);
        assertThat(of(5000).above(5010)).isZero();
    }

    @Test
    void sameLatenciesAreEqual() {
        assertThat(of(1, 2)).isEqualTo(of(2, 1)).hasSameHashCodeAs(of(2, 1)).isNotEqualTo(of(1, 3));
    }

    private static LatencyCounts of(long... millis) {
        Histogram histogram = new Histogram(3);
        LongStream.of(millis).forEach(histogram::recordValue);
        return LatencyCounts.of(histogram);
    }
}
