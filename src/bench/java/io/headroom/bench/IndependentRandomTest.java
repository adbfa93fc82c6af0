package io.headroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IndependentRandomTest {

    /** The first numbers of 1,000 seeds fill each tenth of the range with 100 ± 30; those of {@code java.util.Random} two of them. */
    @Test
    void firstNumbersOfSeedsThatFollowEachOtherFillTheRange() {
        int[] tenths = new int[10];
        LongStream.range(1, 1001)
                .forEach(seed -> tenths[(int) (10 * IndependentRandom.of(seed).nextDouble())]++);

        assertThat(Arrays.stream(tenths).boxed()).allMatch(count -> count > 70 && count < 130);
    }
}
