package io.headroom.saturation;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How much more is served beyond the boundary than at it. Where requests are spread evenly that is nothing: whoever is
 * refused found every place taken. Where it is something, the service refused before it was full.
 *
 * @param log    mean over the rounds of the logarithm of goodput beyond over goodput at the boundary
 * @param error  standard error of that mean
 * @param rounds that it comes from
 */
record Growth(double log, double error, int rounds) {

    private static final Growth NONE = new Growth(0, 0, 0);

    /** Growth that is not worth mentioning. */
    private static final double LEAST = 0.015;

    /** Standard errors up to which chance may well explain it. */
    private static final double DOUBTED = 1;

    /** Of Student's distribution: it is asked after every round whether chance is out of the question. */
    private static final double BELIEVED_QUANTILE = 0.999;

    /** Standard deviation of a round, at least: the difference of two goodputs is no surer, whatever two of them say. */
    private static final double ROUND_SD = 0.02;

    /** By the rounds that measured both, one right after the other. */
    static Growth of(List<RoundResult.Boundary> found) {
        double[] logs = found.stream()
                .flatMap(round -> round.overload().stream()
                        .map(beyond ->
                                beyond.goodputPerSecond() / round.boundary().goodputPerSecond()))
                .filter(ratio -> ratio > 0 && !Double.isInfinite(ratio))
                .mapToDouble(Math::log)
                .toArray();
        if (logs.length < 2) {
            return NONE;
        }
        double deviation = Math.max(ROUND_SD, RoundsInterval.deviation(logs));
        return new Growth(RoundsInterval.mean(logs), deviation / Math.sqrt(logs.length), logs.length);
    }

    /** Whether the boundary is where the service is full, as far as can be told. */
    boolean isNone() {
        return log <= Math.max(LEAST, DOUBTED * error);
    }

    /** Whether it is not, for sure. */
    boolean isProven() {
        return !isNone()
                && log > error * TDistribution.of(rounds - 1.0).inverseCumulativeProbability(BELIEVED_QUANTILE);
    }

    /** As a share. */
    double share() {
        return Math.exp(log) - 1;
    }
}
