package io.headroom.saturation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One pod of four takes 5 req/s, the others 20: of λ req/s, λ ÷ 4 − 5 are refused, and 65 are served under overload. */
class PartFullTest {

    private static final double CAPACITY = 65;
    private static final int REQUESTS = 1200;

    private static OfferedPoint point(double rate, double share) {
        RefusedShare refused = new RefusedShare(Math.round(REQUESTS * share), REQUESTS);
        return new OfferedPoint(rate, refused, refused);
    }

    private static OfferedPoint slowPod(double rate) {
        return point(rate, Math.max(0, (rate / 4 - 5) / rate));
    }

    private static PartFull of(OfferedPoint... points) {
        return new PartFull(List.of(points), CAPACITY);
    }

    private static PartFull slowPodAt(double... rates) {
        return new PartFull(
                DoubleStream.of(rates).mapToObj(PartFullTest::slowPod).toList(), CAPACITY);
    }

    @Test
    void lineBelowWhichNothingIsRefusedProvesAFullPart() {
        assertThat(slowPodAt(26, 18).isProven()).isTrue();
        assertThat(slowPodAt(26, 18).wanted()).isEmpty();
    }

    /** What is measured later, near the start of the line, does not take it back. */
    @Test
    void proofStays() {
        OfferedPoint few = point(19.5, 0.007);
        OfferedPoint just = point(22, 0.021);

        assertThat(of(slowPod(26), slowPod(17), few, just).isProven()).isTrue();
    }

    @Test
    void refusalsOfAQueueOrALossSystemProveNothing() {
        FiniteQueue queue = FiniteQueue.refusing(0.01, 0.3);
        ErlangLoss loss = ErlangLoss.refusing(0.01, 0.3);
        for (double upper = 0.32; upper < 0.6; upper += 0.02) {
            for (double factor = 1.1; factor < 1.75; factor += 0.05) {
                double lower = upper / factor;
                assertThat(of(
                                        point(upper * CAPACITY, queue.refused(upper)),
                                        point(lower * CAPACITY, queue.refused(lower)))
                                .isProven())
                        .isFalse();
                assertThat(of(
                                        point(upper * CAPACITY, loss.refused(upper)),
                                        point(lower * CAPACITY, loss.refused(lower)))
                                .isProven())
                        .isFalse();
            }
        }
    }

    /** 40 and 20 req/s are too far apart: a loss system of few places may refuse a tenth there and nothing here. */
    @Test
    void loadsThatAreFarApartProveNothing() {
        PartFull part = slowPodAt(40, 20);

        assertThat(part.isProven()).isFalse();
        assertThat(part.wanted().orElseThrow()).isCloseTo(Math.sqrt(20 * 40), within(0.01));
    }

    @Test
    void ifTheRateBetweenWasTriedASecondOneIsWanted() {
        double middle = Math.sqrt(20 * 60);
        PartFull part = of(slowPod(60), point(20, 0), point(middle, 0.01));
        PartFull tried = of(slowPod(60), point(20, 0), point(middle, 0.01), point(1.12 * middle, 0.01));

        assertThat(part.wanted().orElseThrow()).isCloseTo(1.12 * middle, within(0.01));
        assertThat(tried.wanted()).isEmpty();
    }

    @Test
    void withoutManyRefusalsAHigherLoadIsWanted() {
        assertThat(of(point(20, 0), point(22, 0.01)).wanted().orElseThrow()).isCloseTo(1.25 * 22, within(0.01));
    }

    @Test
    void belowALoadWithManyRefusalsALowerOneIsWanted() {
        assertThat(slowPodAt(40).wanted().orElseThrow()).isCloseTo(32, within(0.01));
        assertThat(of(slowPod(26), point(22, 0.015)).wanted().orElseThrow()).isCloseTo(22 / 1.25, within(0.01));
    }

    /** 0.7 % at 22 req/s, and many at 40: hardly any may be refused at a load between, too. */
    @Test
    void aboveALoadWithFewRefusalsThatIsFarBelowOneBetweenIsWanted() {
        assertThat(of(slowPod(40), point(22, 0.007)).wanted().orElseThrow())
                .isCloseTo(Math.sqrt(22 * 40), within(0.01));
    }

    @Test
    void refusalsThatFallSlowlyNeedNoLowerLoad() {
        FiniteQueue queue = FiniteQueue.refusing(0.01, 0.3);
        PartFull part = of(point(0.4 * CAPACITY, queue.refused(0.4)), point(0.3 * CAPACITY, 0.01));

        assertThat(part.wanted()).isEmpty();
        assertThat(part.isProven()).isFalse();
    }

    /** A queue that grows by chance is not refused: the load may still be one of which hardly any are. */
    @Test
    void requestsThatWaitAreNoRefusalsOfTheLowerLoad() {
        OfferedPoint waiting = new OfferedPoint(18, new RefusedShare(9, REQUESTS), new RefusedShare(0, REQUESTS));

        assertThat(of(slowPod(26), waiting).isProven()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {24, 26, 30, 50})
    void lineStartsWhereTheSlowPodIsFull(double second) {
        PartFull part = new PartFull(
                Stream.of(21.0, second, 64.0).map(PartFullTest::slowPod).toList(), CAPACITY);

        assertThat(part.lineStart().orElseThrow()).isCloseTo(20, within(0.2));
    }

    @Test
    void oneLoadOrOneThatRefusesNoMoreThanALowerOneMakesNoLine() {
        assertThat(slowPodAt(20).lineStart()).isEmpty();
        assertThat(slowPodAt(30).lineStart()).isEmpty();
        assertThat(of(point(30, 0.1), point(40, 0.05)).lineStart()).isEmpty();
        assertThat(of(point(30, 0.1), point(31, 0.2)).lineStart())
                .as("too near")
                .isEmpty();
    }

    @Test
    void bracketIsNarrowedNearTheStartOfTheLineOrElseInItsMiddle() {
        PartFull line = slowPodAt(16, 26, 64);
        PartFull none = slowPodAt(16, 26);

        assertThat(line.narrowing(Bracket.of(line.points()))).isCloseTo(0.98 * 20, within(0.1));
        assertThat(none.narrowing(Bracket.of(none.points()))).isCloseTo(Math.sqrt(16 * 26), within(0.01));
    }

    /** 20.5 was taken: the next makes the bracket narrow if it is refused. The upper end itself is never offered again. */
    @Test
    void aboveTheStartOfTheLineTheNextRateMakesTheBracketNarrow() {
        OfferedPoint taken = point(20.5, 0.004);
        PartFull part = of(taken, slowPod(26), slowPod(64));
        PartFull near = of(taken, slowPod(21.5), slowPod(64));

        assertThat(part.narrowing(Bracket.of(part.points()))).isCloseTo(1.055 * 20.5, within(0.01));
        assertThat(near.narrowing(Bracket.of(near.points()))).isLessThan(21.5 / 1.02);
    }
}
