package io.headroom.saturation;

import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.StepStatistics;

/**
 * When a step counts as saturated. One 503 never decides, since its probability grows with the length of the step: both
 * a number and a share of refusals are needed.
 *
 * @param minimumRefusals the fewest refusals that can decide; at least 1
 * @param refusedShare    the smallest share of requests refused that can decide; above 0, below 1
 */
public record SaturationRule(int minimumRefusals, double refusedShare) {

    /** Standard deviations of certainty before a step is ended early: 99.9 %, one-sided. */
    private static final double CONCLUSIVE_Z = 3.0;

    public SaturationRule {
        if (minimumRefusals < 1 || !(refusedShare > 0 && refusedShare < 1)) {
            throw new IllegalArgumentException(
                    "minimumRefusals " + minimumRefusals + " (at least 1), refusedShare " + refusedShare + " (0 to 1)");
        }
    }

    /** The verdict on a finished step. */
    public StepVerdict judge(StepStatistics step) {
        OutcomeCounts counts = step.counts();
        if (counts.of(Outcome.CLIENT_ERROR) > 0) {
            return StepVerdict.WRONG_TEST;
        }
        if (counts.total() == 0) {
            return StepVerdict.UNMEASURED;
        }
        if (exceeds(counts.of(Outcome.REFUSED), counts.total())) {
            return StepVerdict.SATURATED;
        }
        return exceeds(failures(counts), counts.total()) ? StepVerdict.FAILING : StepVerdict.CLEAN;
    }

    /** Whether a step that still runs need not go on: the rest of it can hardly change the verdict. */
    public boolean conclusive(OutcomeCounts soFar) {
        return soFar.of(Outcome.CLIENT_ERROR) > 0
                || conclusive(soFar.of(Outcome.REFUSED), soFar.total())
                || conclusive(failures(soFar), soFar.total());
    }

    private static long failures(OutcomeCounts counts) {
        return counts.of(Outcome.NOT_READY)
                + counts.of(Outcome.TIMED_OUT)
                + counts.of(Outcome.SERVER_ERROR)
                + counts.of(Outcome.WRONG_ANSWER)
                + counts.of(Outcome.OTHER_ERROR);
    }

    private boolean exceeds(long failed, long total) {
        return failed >= minimumRefusals && (double) failed / total >= refusedShare;
    }

    private boolean conclusive(long failed, long total) {
        return failed >= 2L * minimumRefusals && wilsonLowerBound(failed, total, CONCLUSIVE_Z) > refusedShare;
    }

    /**
     * Lower bound of a share k/n at z standard deviations:
     * {@code (p + z²/2n − z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)} with {@code p = k/n} (E. B. Wilson, Probable Inference,
     * JASA 22, 1927).
     */
    static double wilsonLowerBound(long k, long n, double z) {
        double p = (double) k / n;
        double z2 = z * z;
        double centre = p + z2 / (2 * n);
        double margin = z * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
        return (centre - margin) / (1 + z2 / n);
    }
}
