package io.headroom.saturation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.saturation.MissCurve.Point;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MissCurveTest {

    private static final double ALLOWED = 0.05;

    /** With what M/M/1 misses at each load, {@code exp(−10·(1 − ρ))} of a million, the load is 1 − ln 20 ÷ 10 = 0.7004. */
    @Test
    void exactSharesOnBothSidesGiveTheLoad() {
        for (double[] loads : new double[][] {{0.7}, {0.65, 0.75}, {0.6, 0.8}, {0.65, 0.7, 0.75}}) {
            assertThat(ofTextbook(loads)).isEqualTo(1 - Math.log(20) / 10, within(0.005));
        }
    }

    /**
     * Half of the steps show 3 %, half 7 %: 5 % in all. Each has 1000 requests at 0.7, so that the variance of a step's logarithm is
     * {@code 25 ÷ 50 = 0.5}, and that of all eight 0.0625. With a slope of 8.5 the load is lower by {@code 0.0625 ÷ 2 ÷ 8.5 = 0.0037}.
     */
    @Test
    void logarithmOfACountedShareIsLowOnAverage() {
        List<Point> points = DoubleStream.of(30, 70, 30, 70, 30, 70, 30, 70)
                .mapToObj(misses -> new Point(0.7, 1000, Math.round(misses)))
                .toList();

        assertThat(new MissCurve(points, ALLOWED).load()).isEqualTo(0.7 - 0.0037, within(2e-4));
    }

    /**
     * One step has no slope of its own: it is 0.85 × 10. Its share is a factor of {@code exp(0.9957)} from the allowed one, so that the
     * variance of its logarithm is that of the shape, {@code (0.25 × 0.9957)² = 0.0620}.
     */
    @Test
    void oneStepHasTheUsualSlope() {
        double distance = 4 - Math.log(20);

        assertThat(ofTextbook(0.6)).isEqualTo(0.6 + (distance - 0.0310) / 8.5, within(3e-4));
        assertThat(ofTextbook(0.8)).isEqualTo(0.8 - (Math.log(20) - 2 + 0.0310) / 8.5, within(3e-4));
    }

    /**
     * Pods that take one request and let another one wait, chosen by chance, refuse {@code ρ² ÷ (1 + ρ + ρ²)}: 1 % at 0.106. Steps that
     * halve the load lead there, and not to 0.05, as with a curve that is exponential in the load.
     */
    @Test
    void shareIsAPowerOfALowLoad() {
        List<Point> points = DoubleStream.of(0.75, 0.375, 0.19, 0.1)
                .mapToObj(load -> new Point(load, 1_000_000, Math.round(1e6 * ofOnePlace(load))))
                .toList();
        assertThat(ofOnePlace(0.1057)).isEqualTo(0.01, within(1e-4));

        assertThat(new MissCurve(points, 0.01).load()).isEqualTo(0.1057, within(0.005));
    }

    private static double ofOnePlace(double load) {
        return load * load / (1 + load + load * load);
    }

    /** Steps show a slope that is not the usual one: twice as steep around 0.7, where 5 % miss. */
    @Test
    void slopeIsTakenFromStepsThatAreFarApart() {
        double slope = 2 * Math.log(20) / 0.3;
        List<Point> points = DoubleStream.of(0.6, 0.65, 0.75, 0.8)
                .mapToObj(load -> new Point(load, 100_000_000, Math.round(5_000_000 * Math.exp(slope * (load - 0.7)))))
                .toList();

        assertThat(new MissCurve(points, ALLOWED).load()).isEqualTo(0.7, within(3e-3));
    }

    /** Whole steps of Newton's method went to and fro between 0.45 and 0.58. */
    @Test
    void fitOfAStepFarOffConverges() {
        MissCurve curve = new MissCurve(List.of(new Point(0.75, 7500, 3750), new Point(0.375, 7880, 10)), ALLOWED);

        assertThat(curve.load()).isEqualTo(0.52, within(0.01));
    }

    @Test
    void noMissesAreNoCertainty() {
        MissCurve curve = new MissCurve(List.of(new Point(0.5, 1000, 0)), ALLOWED);

        assertThat(curve.load()).isBetween(0.6, 0.9);
    }

    @Test
    void nothingButMissesLeadsFarDown() {
        assertThat(new MissCurve(List.of(new Point(0.8, 1000, 1000)), ALLOWED).load())
                .isLessThan(0.1);
    }

    /** Shares of 4 % and 6 % in turn, ln 1.5 = 0.405 apart; a slope of about 8.5, so that a step alone is wrong by 0.024. */
    @Test
    void standardErrorIsThatOfTheMeanOfTheSteps() {
        List<Point> points = DoubleStream.of(40, 60, 40, 60, 40, 60, 40, 60)
                .mapToObj(misses -> new Point(0.7, 1000, Math.round(misses)))
                .toList();
        double logOfOne = 0.2027 / 8.5 / 0.7; // half of ln 1.5, by the slope, as a share of the load
        double expected = logOfOne * Math.sqrt(8.0 / 7) / Math.sqrt(8);

        assertThat(new MissCurve(points, ALLOWED).standardError()).isEqualTo(expected, within(0.1 * expected));
    }

    /**
     * Steps of 50 misses of 1000 that agree exactly: the variance of a step's logarithm is 25 ÷ 50, that of all eight 0.0625, of which 0.8²
     * is left. The curve is as steep as the usual one.
     */
    @Test
    void fewMissesLeaveAnErrorHoweverWellStepsAgree() {
        MissCurve curve = new MissCurve(Collections.nCopies(8, new Point(0.7, 1000, 50)), ALLOWED);
        double usualSlope = 0.85 * Math.log(20) / 0.3;

        assertThat(curve.standardError()).isLessThan(1e-6);
        assertThat(curve.leastError()).isEqualTo(0.8 * 0.25 / (usualSlope * 0.7), within(1e-4));
    }

    /** 42 000 requests, 2100 of which may miss: the variance of the logarithm of the share is 25 ÷ 2100. */
    @Test
    void chanceIsThatOfTheMissesOfSoManyRequests() {
        MissCurve curve = new MissCurve(Collections.nCopies(8, new Point(0.7, 1000, 50)), ALLOWED);
        double usualSlope = 0.85 * Math.log(20) / 0.3;

        assertThat(curve.chance(42_000)).isEqualTo(Math.sqrt(25.0 / 2100) / (usualSlope * 0.7), within(1e-4));
    }

    /** Where the load is low the share grows with its second power at least: an error of 0.2 is one of 0.1 of the load's logarithm. */
    @Test
    void fewMissesOfALowLoadLeaveTheErrorThatThePowerMakesOfTheirs() {
        MissCurve curve = new MissCurve(Collections.nCopies(8, new Point(0.1, 1000, 50)), ALLOWED);
        double informationOfAll = 8 * 50 / (25 * 0.3 / 0.9);

        assertThat(curve.leastError()).isEqualTo(0.8 / Math.sqrt(informationOfAll) / 2, within(1e-4));
    }

    /** Pods without a place to wait, chosen by chance, refuse {@code ρ ÷ (1 + ρ)}: 5 % at 0.0526. */
    @Test
    void powerOfOneIsTakenFromTheSteps() {
        List<Point> points = DoubleStream.of(0.75, 0.375, 0.19, 0.1, 0.06, 0.05)
                .mapToObj(load -> new Point(load, 20_000, Math.round(20_000 * load / (1 + load))))
                .toList();

        assertThat(new MissCurve(points, ALLOWED).load()).isEqualTo(0.0526, within(0.003));
    }

    private static double ofTextbook(double... loads) {
        return new MissCurve(
                        DoubleStream.of(loads).mapToObj(MissCurveTest::point).toList(), ALLOWED)
                .load();
    }

    private static Point point(double load) {
        return new Point(load, 1_000_000, Math.round(1e6 * Math.exp(-10 * (1 - load))));
    }
}
