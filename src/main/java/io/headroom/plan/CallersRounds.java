package io.headroom.plan;

import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.CallersSearch;
import io.headroom.saturation.CapacityShift;
import io.headroom.saturation.Decision;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.Saturation;
import io.headroom.saturation.SearchSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rounds of a search with callers that the finished steps belong to.
 *
 * @param results of the rounds that are over, in order
 * @param offer   next step of the round that is not over; empty if no other round is needed
 */
record CallersRounds(List<RoundResult> results, Optional<Decision.Offer<RoundResult>> offer) {

    /** After this many rounds, a change of the capacity that is no more than suspected is not looked into. */
    private static final int MOST_SUSPECTED = 14;

    CallersRounds {
        results = List.copyOf(results);
    }

    /**
     * Divides steps into rounds.
     *
     * @param finished the finished steps outside of outages, oldest first
     */
    static CallersRounds of(List<StepStatistics> finished, SearchSettings settings) {
        List<RoundResult> results = new ArrayList<>();
        Optional<Decision.Offer<RoundResult>> offer = Optional.empty();
        while (offer.isEmpty() && wantsMore(results, finished, settings)) {
            Decision<RoundResult> next = nextOf(results, finished, settings);
            next.asResult().ifPresent(results::add);
            offer = next.match(Optional::of, ended -> Optional.empty());
        }
        return new CallersRounds(results, offer);
    }

    /** Returns the next step of the round after {@code before}, or the result of that round. */
    private static Decision<RoundResult> nextOf(
            List<RoundResult> before, List<StepStatistics> finished, SearchSettings settings) {
        CallersSearch search = Saturation.of(before, settings)
                .map(point -> CallersSearch.after(point, settings))
                .orElseGet(() -> CallersSearch.first(settings));
        return search.next(stepsOf(before.size() + 1, finished));
    }

    /**
     * Returns whether another round is needed. A point that was held after the last round ends the search, even if merged
     * logs later show less agreement. If the capacity moved, or may have moved, the rounds go on until it is known what it
     * is now. A hold or a target that does not confirm the rounds calls for another one.
     */
    private static boolean wantsMore(
            List<RoundResult> results, List<StepStatistics> finished, SearchSettings settings) {
        boolean begun = !stepsOf(results.size() + 1, finished).isEmpty();
        if (begun || results.isEmpty()) {
            return true;
        }
        Optional<CapacityShift> shift = CallersConclusion.shift(results, finished, settings.rule());
        if (shift.isPresent()) {
            return !shift.get().isSettled()
                    && results.size() < settings.rounds().most();
        }
        boolean suspected =
                results.size() < MOST_SUSPECTED && CallersConclusion.isSuspected(results, finished, settings);
        return suspected
                || new Verification(results, finished, settings).wantsRound()
                || (!isHeld(results, finished, settings) && Saturation.wantsMore(results, settings));
    }

    private static boolean isHeld(List<RoundResult> results, List<StepStatistics> finished, SearchSettings settings) {
        int last = stepsOf(results.size(), finished).stream()
                .mapToInt(step -> step.step().number())
                .max()
                .orElse(0);
        return results.size() >= settings.rounds().least()
                && VerifiedTarget.last(Purpose.HOLD, finished)
                        .filter(hold -> hold.step().number() > last)
                        .isPresent();
    }

    private static List<StepStatistics> stepsOf(int round, List<StepStatistics> finished) {
        return finished.stream().filter(step -> step.step().round() == round).toList();
    }
}
