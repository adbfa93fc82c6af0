package io.headroom.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownQueueTest {

    /** μ − ln 20 ÷ L = 100 − 2.9957 ÷ 0.1 = 70.04. */
    @Test
    void oneServerKeepsALimitUpToTheRateOfTheTextbook() {
        double rate = KnownQueue.rateUnder(100, 0.05, at -> KnownQueue.lateOfExponential(1, 100, at, 0.1), 60);

        assertThat(rate).isEqualTo(100 - Math.log(20) / 0.1, within(1e-6));
    }

    /** Of 3.2 Erlang at 4 servers: (3.2⁴ ÷ 24 ÷ 0.2) ÷ (1 + 3.2 + 5.12 + 5.4613 + 21.8453) = 0.5964. */
    @Test
    void waitOfSeveralServersIsErlangsC() {
        assertThat(KnownQueue.erlangC(4, 3.2)).isEqualTo(0.5964, within(1e-4));
        assertThat(KnownQueue.erlangC(1, 0.7)).isEqualTo(0.7, within(1e-12));
    }

    /** With a limit of one and a half times of service: 1 − (1 − ρ)·exp(λ·D ÷ 2) = 1 − 0.5·exp(0.25) at ρ = 0.5. */
    @Test
    void constantServiceIsErlangsSeries() {
        assertThat(KnownQueue.lateOfConstant(0.01, 50, 0.015)).isEqualTo(1 - 0.5 * Math.exp(0.25), within(1e-12));
    }

    /**
     * Two places, ρ = 0.5, a limit of one time of service: 4/7 find nobody and are late with {@code exp(−1)}, 2/7 find one and are late with
     * {@code 2·exp(−1)}, 1/7 is refused.
     */
    @Test
    void finiteQueueRefusesOrIsLate() {
        assertThat(KnownQueue.missesOfFiniteQueue(2, 100, 50, 0.01))
                .isEqualTo(8.0 / 7 * Math.exp(-1) + 1.0 / 7, within(1e-12));
    }

    /** With 200 places it is the endless queue: of 70.04 req/s 5 % take longer than 100 ms. */
    @Test
    void longFiniteQueueIsTheEndlessOne() {
        assertThat(KnownQueue.missesOfFiniteQueue(200, 100, 100 - Math.log(20) / 0.1, 0.1))
                .isEqualTo(0.05, within(1e-9));
    }

    /** 500,000 requests know the share within 10 %. */
    @ParameterizedTest
    @ValueSource(strings = {"4 M/M/1 by chance", "M/M/1 504", "M/M/1/10"})
    void simulatedServicesAreTheQueuesOfTheFormulas(String name) {
        LimitCell cell = LimitCell.named(name);

        assertThat(cell.lateInTheLongRun(cell.truth(), 500_000)).isEqualTo(0.05, within(0.005));
    }

    /** The simulated service is that queue: 200,000 requests know the share within 8 %. */
    @Test
    void simulatedServiceIsTheQueue() {
        LimitCell cell = LimitCell.named("M/M/4");
        double share = cell.lateInTheLongRun(cell.truth(), 200_000);

        assertThat(share).isEqualTo(cell.limit().allowed(), within(0.004));
    }
}
