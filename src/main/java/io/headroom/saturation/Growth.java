package io.headroom.saturation;

import io.headroom.load.Median;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The growth of goodput from the boundary to the overload beyond it. If requests are spread evenly over the pods there
 * is none, because a request is only refused when every place is taken. If there is growth, the service refused before
 * it was full.
 *
 * @param log    mean over the rounds of ln(goodput beyond ÷ goodput at the boundary)
 * @param median median of the same
 * @param error  standard error of the mean
 * @param rounds number of rounds that it comes from
 */
record Growth(double log, double median, double error, int rounds) {

    private static final Growth NONE = new Growth(0, 0, 0, 0);

    /** Growth up to this (1.5 %) is not worth mentioning. */
    private static final double LEAST = 0.015;

    /** Chance may well explain growth up to this many standard errors. */
    private static final double WITHIN_CHANCE = 1;

    /**
     * Growth is proven beyond this quantile of Student's t-distribution. It is a high one because the question is asked
     * again after every round.
     */
    private static final double PROVEN_QUANTILE = 0.999;

    /**
     * Least standard deviation of a round's growth. The difference of two goodputs is no more certain, even if two
     * rounds happen to agree.
     */
    private static final double ROUND_SD = 0.02;

    /** Returns the growth in the rounds that measured both goodputs, one right after the other. */
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
        return new Growth(RoundsInterval.mean(logs), Median.of(logs), deviation / Math.sqrt(logs.length), logs.length);
    }

    /**
     * Returns whether the service is full at the boundary, as far as can be told. It is, too, if half of the rounds found it
     * full: the others ended at less load, by refusals that chance brings now and then.
     */
    boolean isNone() {
        return log <= Math.max(LEAST, WITHIN_CHANCE * error) || median <= LEAST;
    }

    /** Returns whether the service is certainly not full at the boundary. */
    boolean isProven() {
        return !isNone() && log > error * TDistribution.of(rounds - 1.0).inverseCumulativeProbability(PROVEN_QUANTILE);
    }

    /** Returns the growth as a share of the goodput at the boundary: {@code exp(log) − 1}. */
    double share() {
        return Math.exp(log) - 1;
    }
}
