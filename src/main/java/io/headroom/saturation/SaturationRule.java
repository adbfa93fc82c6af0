package io.headroom.saturation;

import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides when a step is saturated. A single 503 never decides, since its probability grows with the length of the
 * step. Both a number and a share of refusals are needed.
 *
 * <p>A caller too many is refused only as often as it tries again, however fast the service is, so that the share of
 * refusals falls as the service gets faster. In a closed loop, refusals therefore also decide if they keep at least
 * half a caller out all the time: {@code refusals × w ÷ T ≥ ½}, where w is the time that one refusal costs a caller
 * (the wait before it tries again and the latency of the refusal) and T is the length of the measured window. A full service
 * keeps out every caller too many. Refusals that do not are of chance, as of callers that send in step, and come with fewer
 * callers, too; so the share that decides may be larger in a closed loop.
 *
 * <p>Other failures keep callers out as well: after one that came sooner than the wait, its caller waits, too, and a
 * slower one has taken that time itself. So each costs at least the wait, and refusals and failures together decide
 * by the same measure that a step is failing, as where a full queue answers 500.
 *
 * @param minimumRefusals     fewest refusals that can decide; at least 1
 * @param refusedShare        smallest share of refused requests, or of other failures, that can decide; above 0 and below 1
 * @param callersRefusedShare the same share of refused requests in a closed loop
 * @param retryWait           how long a caller waits before it tries again after a refusal or a failure that came sooner
 */
public record SaturationRule(int minimumRefusals, double refusedShare, double callersRefusedShare, Duration retryWait) {

    private static final double CALLERS_KEPT_OUT = 0.5;

    /** If requests take long to fail, there are few of them. But two requests without a success are no clean step. */
    private static final long LEAST_WITHOUT_SUCCESS = 2;

    /** Standard deviations of certainty that end a step early: 99.9 %, one-sided. */
    private static final double CONCLUSIVE_Z = 3.0;

    public SaturationRule {
        if (minimumRefusals < 1 || !isShare(refusedShare) || !isShare(callersRefusedShare)) {
            throw new IllegalArgumentException("minimumRefusals " + minimumRefusals + " (at least 1), refusedShare "
                    + refusedShare + ", callersRefusedShare " + callersRefusedShare + " (0 to 1)");
        }
    }

    /** Returns the same rule for callers that wait an unknown time after a refusal, so that only the share can tell who is kept out. */
    public SaturationRule ofUnknownRetryWait() {
        return new SaturationRule(minimumRefusals, refusedShare, refusedShare, retryWait);
    }

    /** Returns whether a step is clean, and as few requests were refused as of arrivals. */
    public boolean takesAll(StepStatistics step) {
        return judge(step) == StepVerdict.CLEAN
                && !exceeds(step.counts().of(Outcome.REFUSED), step.counts().total());
    }

    /** Returns the verdict on a finished step. */
    public StepVerdict judge(StepStatistics step) {
        OutcomeCounts counts = step.counts();
        if (isWrongTest(counts)) {
            return StepVerdict.WRONG_TEST;
        }
        if (counts.total() == 0) {
            return injectorLimit(step).isPresent() ? StepVerdict.INJECTOR_BOUND : StepVerdict.UNMEASURED;
        }
        long refused = counts.of(Outcome.REFUSED);
        boolean nothingTaken = counts.of(Outcome.OK) == 0 && counts.total() >= LEAST_WITHOUT_SUCCESS;
        if (exceeds(refused, counts.total(), decidingShare(step.step()))
                || keepsCallersOut(step, 0)
                || (nothingTaken && refused > 0)) {
            return StepVerdict.SATURATED;
        }
        if (exceeds(answeredAsFailed(counts), counts.total())) {
            return StepVerdict.FAILING;
        }
        if (injectorLimit(step).isPresent()) {
            return StepVerdict.INJECTOR_BOUND;
        }
        long failed = failures(counts);
        boolean failing = nothingTaken
                || exceeds(failed, counts.total())
                || (failed >= minimumRefusals && keepsCallersOut(step, failed));
        return failing ? StepVerdict.FAILING : StepVerdict.CLEAN;
    }

    /**
     * Returns what limited the step on the side of the injector; empty if nothing did, or if the service itself failed
     * most requests, or gave them no connection: who fails so is not measured by how busy its injector is. A request that
     * is sent, but not answered in time, may be the injector's fault.
     */
    public Optional<InjectorLimit> injectorLimit(StepStatistics step) {
        OutcomeCounts counts = step.counts();
        long failed = failures(counts) - counts.of(Outcome.TIMED_OUT);
        boolean serviceFails = failed > 0 && 2 * failed >= counts.total();
        return serviceFails ? Optional.empty() : InjectorLimit.of(step, minimumRefusals);
    }

    /** Returns whether a running step ends now, because its evidence is conclusive or its requests are wrong. */
    public boolean ends(Step step, OutcomeCounts soFar) {
        return isWrongForCertain(soFar) || (step.purpose().endsEarly() && conclusive(step, soFar));
    }

    /** Returns whether the rest of a running step can hardly change the verdict. Only shares tell. */
    public boolean conclusive(Step step, OutcomeCounts soFar) {
        return isWrongForCertain(soFar)
                || conclusive(soFar.of(Outcome.REFUSED), soFar.total(), decidingShare(step))
                || conclusive(failures(soFar), soFar.total(), refusedShare);
    }

    /**
     * Returns whether the endpoint calls the requests wrong: as many of them as of any other failure, or most of them
     * where there are few and none succeeds. One such answer among many says nothing about the test.
     */
    public boolean isWrongTest(OutcomeCounts counts) {
        long wrong = counts.of(Outcome.CLIENT_ERROR);
        return exceeds(wrong, counts.total()) || (wrong > 0 && isMostWithoutSuccess(wrong, counts));
    }

    private boolean isWrongForCertain(OutcomeCounts soFar) {
        long wrong = soFar.of(Outcome.CLIENT_ERROR);
        return conclusive(wrong, soFar.total(), refusedShare)
                || (wrong >= minimumRefusals && isMostWithoutSuccess(wrong, soFar));
    }

    private static boolean isMostWithoutSuccess(long wrong, OutcomeCounts counts) {
        return counts.of(Outcome.OK) == 0 && 2 * wrong >= counts.total();
    }

    /**
     * Returns whether refusals and other failures keep half a caller out all the time.
     *
     * @param failed number of other failures that count; 0 for refusals alone
     */
    private boolean keepsCallersOut(StepStatistics step, long failed) {
        long refused = step.counts().of(Outcome.REFUSED);
        if (step.step().load().closedLoopCallers().isEmpty() || refused + failed < minimumRefusals) {
            return false;
        }
        double refusedMillis =
                refused == 0 ? 0 : refused * step.refusedLatency().mean();
        return (refused + failed) * retryWait.toMillis() + refusedMillis >= CALLERS_KEPT_OUT * step.windowMillis();
    }

    private static long failures(OutcomeCounts counts) {
        return counts.of(Outcome.NOT_READY)
                + counts.of(Outcome.TIMED_OUT)
                + counts.of(Outcome.SERVER_ERROR)
                + counts.of(Outcome.WRONG_ANSWER)
                + counts.of(Outcome.OTHER_ERROR);
    }

    /** Returns the number of answers that are failures, e.g. a 502 or a wrong body, which no injector causes. */
    private static long answeredAsFailed(OutcomeCounts counts) {
        long byStatus = counts.byStatus().entrySet().stream()
                .filter(ofOutcome ->
                        ofOutcome.getKey() != Outcome.REFUSED && ofOutcome.getKey() != Outcome.CLIENT_ERROR)
                .flatMap(ofOutcome -> ofOutcome.getValue().values().stream())
                .mapToLong(Long::longValue)
                .sum();
        return byStatus + counts.of(Outcome.WRONG_ANSWER);
    }

    private static boolean isShare(double share) {
        return share > 0 && share < 1;
    }

    /** Returns the smallest share of refused requests that can decide. */
    private double decidingShare(Step step) {
        return step.load().closedLoopCallers().isPresent() ? callersRefusedShare : refusedShare;
    }

    private boolean exceeds(long failed, long total) {
        return exceeds(failed, total, refusedShare);
    }

    private boolean exceeds(long failed, long total, double share) {
        return failed >= minimumRefusals && (double) failed / total >= share;
    }

    private boolean conclusive(long failed, long total, double share) {
        return failed >= 2L * minimumRefusals && wilsonLowerBound(failed, total, CONCLUSIVE_Z) > share;
    }

    /**
     * Returns the lower bound of a share k ÷ n at z standard deviations (E. B. Wilson, Probable Inference, JASA 22,
     * 1927): {@code (p + z²/2n − z·√(p(1−p)/n + z²/4n²)) ÷ (1 + z²/n)} with {@code p = k ÷ n}.
     *
     * @param k number of occurrences
     * @param n number of trials; at least 1
     * @param z standard deviations
     */
    static double wilsonLowerBound(long k, long n, double z) {
        double p = (double) k / n;
        double z2 = z * z;
        double centre = p + z2 / (2 * n);
        double margin = z * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
        return (centre - margin) / (1 + z2 / n);
    }
}
