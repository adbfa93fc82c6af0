package io.headroom.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.Load.Messages;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Asks each kind of load what it is made of. */
class LoadQuestionsTest {

    private static final Load CALLERS = new Callers(14);
    private static final Load ARRIVALS = new Arrivals(168, Spacing.POISSON);
    private static final Load MESSAGES = new Messages(10, 4);

    @Test
    void onlyArrivalsAreAnOpenLoop() {
        assertThat(ARRIVALS.isOpen()).isTrue();
        assertThat(ARRIVALS.offeredPerSecond()).hasValue(168);
        assertThat(ARRIVALS.arrivalSpacing()).contains(Spacing.POISSON);
        assertThat(schedule(ARRIVALS)).isTrue();
        for (Load closed : List.of(CALLERS, MESSAGES)) {
            assertThat(closed.isOpen()).isFalse();
            assertThat(closed.offeredPerSecond()).isEmpty();
            assertThat(closed.arrivalSpacing()).isEmpty();
            assertThat(schedule(closed)).isFalse();
        }
    }

    @Test
    void callersAreKnownWhereTheLoopIsClosed() {
        assertThat(CALLERS.concurrentCallers()).hasValue(14);
        assertThat(MESSAGES.concurrentCallers()).hasValue(4);
        assertThat(ARRIVALS.concurrentCallers()).isEmpty();

        assertThat(CALLERS.closedLoopCallers()).hasValue(14);
        assertThat(MESSAGES.closedLoopCallers()).as("ends with its messages").isEmpty();
        assertThat(ARRIVALS.closedLoopCallers()).isEmpty();
    }

    @Test
    void onlyFixedWorkIsEverDone() {
        assertThat(MESSAGES.totalMessages()).hasValue(10);
        assertThat(MESSAGES.hasSentAll(0, 2)).isFalse();
        assertThat(MESSAGES.hasSentAll(0, 3)).isTrue();
        assertThat(MESSAGES.hasSentAll(3, 2)).isTrue();
        for (Load endless : List.of(CALLERS, ARRIVALS)) {
            assertThat(endless.totalMessages()).isEmpty();
            assertThat(endless.hasSentAll(0, Long.MAX_VALUE)).isFalse();
        }
    }

    @Test
    void amountIsInTheUnitOfTheLoad() {
        assertThat(CALLERS.amount()).isEqualTo(14);
        assertThat(ARRIVALS.amount()).isEqualTo(168);
        assertThat(MESSAGES.amount()).isEqualTo(10);
    }

    @Test
    void onlyLoadsOfOneKindAddUp() {
        List<Load> kinds = List.of(CALLERS, ARRIVALS, MESSAGES);
        for (Load one : kinds) {
            assertThat(one.plus(one)).isEqualTo(one.times(2));
            kinds.stream()
                    .filter(other -> other != one)
                    .forEach(other -> assertThatThrownBy(() -> one.plus(other))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage(one.description() + " and " + other.description() + " are of different kinds"));
        }
    }

    @Test
    void sumOfRoundedRatesIsNearlyTheWhole() {
        assertThat(new Arrivals(167.99, Spacing.POISSON).isNearly(ARRIVALS, 3)).isTrue();
        assertThat(new Arrivals(167.97, Spacing.POISSON).isNearly(ARRIVALS, 3)).isFalse();
        assertThat(new Arrivals(14, Spacing.POISSON).isNearly(CALLERS, 3)).isFalse();
        assertThat(CALLERS.isNearly(new Callers(14), 3)).isTrue();
        assertThat(CALLERS.isNearly(new Callers(15), 3)).isFalse();
    }

    private static boolean schedule(Load load) {
        return load.schedule(Duration.ZERO, Duration.ofSeconds(1), 1, 0).isPresent();
    }
}
