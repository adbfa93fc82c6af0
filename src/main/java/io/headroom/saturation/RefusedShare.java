package io.headroom.saturation;

import io.headroom.load.Outcome;
import io.headroom.load.StepStatistics;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The share of requests that were refused, and its confidence bounds.
 *
 * @param refused  number of requests that were refused
 * @param requests number of requests that were sent
 */
public record RefusedShare(long refused, long requests) {

    /** Share of refused requests up to which a load counts as taken. */
    public static final double ALLOWED = 0.01;

    private static final double CONFIDENCE = 0.95;

    /** Quantile at the upper end of a two-sided interval of 95 %. */
    private static final double TWO_SIDED = 0.975;

    public RefusedShare {
        if (refused < 0 || refused > requests) {
            throw new IllegalArgumentException("refused " + refused + " of " + requests);
        }
    }

    /** Returns the share of one step. */
    public static RefusedShare of(StepStatistics step) {
        return new RefusedShare(step.counts().of(Outcome.REFUSED), step.counts().total());
    }

    /** Returns the observed share; 0 if there are no requests. */
    public double observed() {
        return requests == 0 ? 0 : (double) refused / requests;
    }

    /**
     * Returns the upper bound of the true share, with 95 % confidence, one-sided. It is the share p at which x refusals
     * or fewer of n are seen in 5 % of all cases (C. J. Clopper, E. S. Pearson, Biometrika 26, 1934): the 0.95 quantile
     * of the Beta distribution with the parameters x + 1 and n − x. For x = 0 it is {@code 1 − 0.05^(1/n)}, about 3 ÷
     * n. Refusals are taken as independent; if they come in bursts, the bound is less certain.
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

    /** Returns the upper end of the two-sided 95 % confidence interval of the true share, by the same method. */
    public double high() {
        return atMost(TWO_SIDED);
    }

    /** Returns the lower end of the two-sided 95 % confidence interval of the true share, by the same method. */
    public double low() {
        return refused == 0
                ? 0
                : BetaDistribution.of((double) refused, requests - refused + 1.0)
                        .inverseCumulativeProbability(1 - TWO_SIDED);
    }

    /** Returns whether the true share is at most {@link #ALLOWED}, with 95 % confidence. */
    public boolean isAllowed() {
        return atMost() <= ALLOWED;
    }
}
