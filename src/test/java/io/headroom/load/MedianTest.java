package io.headroom.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void medianOfAnOddNumberIsTheMiddleValue() {
        assertThat(Median.of(3, 1, 2)).isEqualTo(2);
        assertThat(Median.lower(3, 1, 2)).isEqualTo(2);
        assertThat(Median.lowerOfSorted(List.of("a", "b", "c"))).isEqualTo("b");
        assertThat(Median.upperOfSorted(List.of("a", "b", "c"))).isEqualTo("b");
    }

    @Test
    void anEvenNumberHasALowerAndAnUpperMedian() {
        assertThat(Median.of(4, 1, 3, 2)).isEqualTo(2.5);
        assertThat(Median.lower(4, 1, 3, 2)).isEqualTo(2);
        assertThat(Median.lowerOfSorted(List.of("a", "b", "c", "d"))).isEqualTo("b");
        assertThat(Median.upperOfSorted(List.of("a", "b", "c", "d"))).isEqualTo("c");
    }

    @Test
    void medianOfOneValueIsThatValue() {
        assertThat(Median.of(7)).isEqualTo(7);
        assertThat(Median.lower(7)).isEqualTo(7);
    }

    @Test
    void valuesStayInTheirOrder() {
        double[] values = {3, 1, 2};
        assertThat(Median.of(values)).isEqualTo(2);
        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void quantileIsThatOfTheNormalDistribution() {
        double exact = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.975);
        assertThat(NormalQuantile.TWO_SIDED_95).isCloseTo(exact, within(5e-5));
    }
}
