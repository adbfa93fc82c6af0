package io.headroom.plan;

import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.Saturation;
import io.headroom.saturation.SearchSettings;
import io.headroom.saturation.StepVerdict;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether the hold and the target confirm what the rounds before them found. If one of them does not, the service
 * may have changed since, or may have been disturbed: another round tells, and the step is run again after it.
 *
 * @param rounds   results of the rounds so far, in order
 * @param finished the finished steps outside of outages, oldest first
 */
record Verification(List<RoundResult> rounds, List<StepStatistics> finished, SearchSettings settings) {

    /** Returns whether the last hold, or the last target, calls for another round, and no round has followed it. */
    boolean wantsRound() {
        boolean allowed = settings.rounds().least() > 1
                && rounds.size() < settings.rounds().most();
        return allowed && (isDoubted(Purpose.HOLD) || isDoubted(Purpose.TARGET));
    }

    /** Returns in words what the hold or the target does not confirm; empty if no round has to follow it. */
    Optional<String> doubt() {
        return !wantsRound()
                ? Optional.empty()
                : Optional.of(
                        isDoubted(Purpose.HOLD)
                                ? "the saturation point was not held"
                                : "the service did not take all of the target");
    }

    private boolean isDoubted(Purpose purpose) {
        return doubtful(purpose).filter(step -> !isBeforeLastRound(step)).isPresent()
                && tries(purpose).mayGoOn();
    }

    /** Returns whether the hold, or the target, is to be run again because a round has followed it that it called for. */
    boolean wantsAgain(Purpose purpose) {
        return doubtful(purpose).filter(this::isBeforeLastRound).isPresent()
                && tries(purpose).mayGoOn();
    }

    /**
     * Returns the step that leaves no load to run at: the last hold that tells, if it does not confirm the saturation point,
     * or the last target that tells, if requests failed there that were not refused. Refusals at the target may be those of
     * a router that spreads requests unevenly. Failures are refusals where such failures mark the boundary.
     */
    Optional<StepStatistics> refuting() {
        return doubtful(Purpose.HOLD).or(() -> doubtful(Purpose.TARGET).filter(step -> !isRefused(step)));
    }

    private boolean isRefused(StepStatistics step) {
        return Saturation.of(rounds, settings)
                .filter(point -> point.refuses(step, settings.rule()))
                .isPresent();
    }

    private Optional<StepStatistics> doubtful(Purpose purpose) {
        return tries(purpose)
                .lastTelling()
                .filter(step -> settings.rule().judge(step) != StepVerdict.WRONG_TEST)
                .filter(step -> !confirms(step));
    }

    private Tries tries(Purpose purpose) {
        return new Tries(purpose, finished, settings.rule());
    }

    private boolean confirms(StepStatistics step) {
        return step.step().purpose() == Purpose.HOLD
                ? Saturation.of(rounds, settings)
                        .filter(point -> point.isConfirmedBy(step, settings))
                        .isPresent()
                : settings.rule().judge(step) == StepVerdict.CLEAN;
    }

    private boolean isBeforeLastRound(StepStatistics step) {
        return finished.stream()
                .anyMatch(other -> other.step().round() == rounds.size()
                        && other.step().number() > step.step().number());
    }
}
