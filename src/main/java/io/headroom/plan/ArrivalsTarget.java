package io.headroom.plan;

import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.OnePercentRate;
import io.headroom.saturation.SaturationRule;
import io.headroom.saturation.StepVerdict;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether the target of a search with arrivals confirms what the search found. If it does not, the service may have
 * changed or gone since, or may have been disturbed: the target is offered once more.
 *
 * @param finished the finished steps outside of outages, oldest first
 */
record ArrivalsTarget(List<StepStatistics> finished, SaturationRule rule) {

    /** A service that took the rate before may refuse a little of it because chance brings arrivals together. */
    private static final double MOST_REFUSED = 0.05;

    /** Returns whether the target is to be offered again. */
    boolean wantsAgain() {
        return doubtful().isPresent() && targets().mayGoOn();
    }

    private Tries targets() {
        return new Tries(Purpose.TARGET, finished, rule);
    }

    /**
     * Returns the last target that the injector did not limit, if it leaves no load to run at: requests failed there that were
     * not refused, or many were refused at a rate of which at most 1 % had been refused before.
     *
     * @param onePercent the highest rate at which at most 1 % are refused, if it was searched
     */
    Optional<StepStatistics> refuting(Optional<OnePercentRate> onePercent) {
        return doubtful()
                .filter(step -> rule.judge(step) != StepVerdict.SATURATED
                        || onePercent
                                .filter(rate ->
                                        rate.lowPerSecond() >= step.offered().amount())
                                .isPresent());
    }

    private Optional<StepStatistics> doubtful() {
        return targets().lastTelling().filter(step -> switch (rule.judge(step)) {
            case FAILING, UNMEASURED -> true;
            case SATURATED -> step.refusedShare() > MOST_REFUSED;
            case CLEAN, INJECTOR_BOUND, WRONG_TEST -> false;
        });
    }
}
