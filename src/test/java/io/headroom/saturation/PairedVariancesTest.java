package io.headroom.saturation;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.saturation.PairedVariances.Pair;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedVariancesTest {

    /**
     * Sums 3, −1, 1, −3 and differences 1, −3, 3, −1 have r = (3 + 3 + 3 + 3) ÷ 20 = 0.6 and t = 0.6 × √(2 ÷ 0.64) = 1.0607.
     * Student's distribution with 2 degrees of freedom has {@code F(t) = 1/2 + t ÷ (2·√(2 + t²))} = 0.8 there.
     */
    @Test
    void confidenceIsThatOfStudentsDistribution() {
        List<Pair> pairs = List.of(new Pair(2, 1), new Pair(-2, 1), new Pair(2, -1), new Pair(-2, -1));

        assertThat(PairedVariances.isFirstLarger(pairs, 0.799)).isTrue();
        assertThat(PairedVariances.isFirstLarger(pairs, 0.801)).isFalse();
    }

    @Test
    void figureThatStaysTheSameVariesLess() {
        List<Pair> pairs = List.of(new Pair(1, 7), new Pair(2, 7), new Pair(3, 7), new Pair(4, 7));

        assertThat(PairedVariances.isFirstLarger(pairs, 0.999)).isTrue();
        assertThat(PairedVariances.isFirstLarger(pairs.subList(0, 3), 0.9)).isFalse();
        assertThat(PairedVariances.isFirstLarger(
                        pairs.stream().map(pair -> new Pair(pair.v(), pair.u())).toList(), 0.1))
                .isFalse();
        assertThat(PairedVariances.isFirstLarger(
                        IntStream.range(0, 4).mapToObj(i -> new Pair(1, 7)).toList(), 0.9))
                .isFalse();
    }

    /** Of 1000 pairs of figures that vary alike, though correlated, 10 % are found at 90 %: 100 ± 9.5. */
    @Test
    void oneInTenIsFoundByChance() {
        Random random = new Random(5001);
        int found = 0;
        for (int i = 0; i < 1000; i++) {
            List<Pair> pairs = IntStream.range(0, 8)
                    .mapToObj(each -> {
                        double common = random.nextGaussian();
                        return new Pair(common + random.nextGaussian(), common + random.nextGaussian());
                    })
                    .toList();
            found += PairedVariances.isFirstLarger(pairs, 0.9) ? 1 : 0;
        }

        assertThat(found).isBetween(70, 130);
    }
}
