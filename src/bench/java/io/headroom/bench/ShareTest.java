package io.headroom.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShareTest {

    /** All of n runs happen with at least 5 % where each happens with {@code 0.05^(1 ÷ n)}: 0.9418 of 50. */
    @Test
    void boundOfAllRunsIsTheRootOfFivePercent() {
        assertThat(new Share(50, 50).atLeast()).isEqualTo(Math.pow(0.05, 1 / 50.0), within(1e-9));
        assertThat(new Share(0, 50).atLeast()).isZero();
    }

    @Test
    void boundStandsInBracketsWhereItIsWanted() {
        Share share = Share.of(List.of(1, 2, 3, 4), number -> number < 4);

        assertThat(share.text(false)).isEqualTo("75.0 %");
        assertThat(share.text(true)).isEqualTo("75.0 % (24.9)");
    }
}
