package io.headroom.saturation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErlangLossTest {

    /** Offered load in erlangs of which 1 % and 5 % are lost, from published tables of Erlang B. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.0101, 0.01",
        "2, 0.1526, 0.01",
        "5, 1.361, 0.01",
        "10, 4.461, 0.01",
        "20, 12.03, 0.01",
        "5, 2.219, 0.05",
        "20, 15.25, 0.05"
    })
    void sharesAreThoseOfTheTables(int servers, double erlangs, double lost) {
        assertThat(new ErlangLoss(servers).refused(erlangs / servers)).isCloseTo(lost, within(0.003 * lost));
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.3", "0.05, 0.4", "0.2, 0.98", "0.0001, 0.7"})
    void serviceThatRefusesAShareAtALoadIsFound(double share, double load) {
        assertThat(ErlangLoss.refusing(share, load).refused(load)).isCloseTo(share, within(1e-6 * share));
    }

    /** Where both refuse 1 % at 0.4 of their capacity, the one without a queue refuses less below that. */
    @Test
    void refusalsFallFasterThanThoseOfAQueue() {
        ErlangLoss loss = ErlangLoss.refusing(0.01, 0.4);
        FiniteQueue queue = FiniteQueue.refusing(0.01, 0.4);

        assertThat(loss.refused(0.3)).isLessThan(0.9 * queue.refused(0.3));
    }
}
