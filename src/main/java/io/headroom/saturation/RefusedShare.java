package io.headroom.saturation;

import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How many requests were refused, and how many more it may be in truth.
 *
 * @param refused  of the requests
 * @param requests that were sent
 */
public record RefusedShare(long refused, long requests) {

    /** The share up to which a load counts as taken. */
    public static final double ALLOWED = 0.01;

    private static final double CONFIDENCE = 0.95;

    /** Each side of a two-sided interval of 95 %. */
    private static final double TWO_SIDED = 0.975;

    public RefusedShare {
        if (refused < 0 || refused > requests) {
            throw new IllegalArgumentException("refused " + refused + " of " + requests);
        }
    }

    /** Of one step. */
    public static RefusedShare of(StepStatistics step) {
        return new RefusedShare(step.counts().of(Outcome.REFUSED), step.counts().total());
    }

    /** What was seen; 0 of no requests. */
    public double observed() {
        return requests == 0 ? 0 : (double) refused / requests;
    }

    /**
     * The true share is no larger, with 95 % confidence: the share p at which so few refusals are seen in 5 % of all cases
     * (C. J. Clopper, E. S. Pearson, Biometrika 26, 1934), a quantile of the Beta distribution of x + 1 and n − x. Of none
     * refused it is {@code 1 − 0.05^(1/n)}, about 3 ÷ n. It takes refusals as independent; bursts of them make it less sure.
     */
    public double atMost() {
        return atMost(CONFIDENCE);
    }

    private double atMost(double confidence) {
        return refused == requests
                ? 1
                : BetaDistribution.of(refused + 1.0, (double) requests - refused)
                        .inverseCumulativeProbability(confidence);
    }

    /** Upper end of the two-sided 95 % interval of the true share, by the same authors. */
    public double high() {
        return atMost(TWO_SIDED);
    }

    /** Its lower end. */
    public double low() {
        return refused == 0
                ? 0
                : BetaDistribution.of((double) refused, requests - refused + 1.0)
                        .inverseCumulativeProbability(1 - TWO_SIDED);
    }

    /** Whether no more is refused than is allowed, beyond doubt. */
    public boolean isAllowed() {
        return atMost() <= ALLOWED;
    }
}
