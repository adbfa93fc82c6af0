package io.headroom.plan;

import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.LimiterSearch;
import io.headroom.saturation.RateLimiter;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.Saturation;
import java.util.List;
import java.util.Optional;

/**
 * The part of a run with callers that goes over to arrivals, because what the callers met may be a limit of policy: they were refused
 * although the service was idle. A limiter before a service that was not idle when callers met it looks like so many places without a
 * queue. Its rate is then what can be served, and so the callers' result.
 */
final class LimiterPhase {

    private final PlanSettings settings;
    private final StepPlanner steps;
    private final LimiterSearch search;

    LimiterPhase(PlanSettings settings, StepPlanner steps) {
        this.settings = settings;
        this.steps = steps;
        this.search = new LimiterSearch(settings.arrivals(), settings.search().rule());
    }

    /**
     * Returns the next step of this phase, or the end of the run if a limiter was found; empty if there is no reason for the phase, or
     * if it found none.
     *
     * @param evidence the finished steps outside of outages, oldest first
     * @param rounds   results of the rounds so far, in order
     * @param finished all finished steps, by which steps are numbered
     */
    Optional<NextStep> next(List<StepStatistics> evidence, List<RoundResult> rounds, List<StepStatistics> finished) {
        return isSuspected(evidence, rounds)
                ? search.next(evidence)
                        .match(
                                offer -> Optional.of(steps.offered(offer, finished)),
                                ended -> ended.result().map(limiter -> new NextStep.Finished(Ending.COMPLETE)))
                : Optional.empty();
    }

    /** Returns the limiter, if this phase found one. */
    Optional<RateLimiter> found(List<StepStatistics> evidence, List<RoundResult> rounds) {
        return isSuspected(evidence, rounds)
                ? search.next(evidence).asResult().flatMap(limiter -> limiter)
                : Optional.empty();
    }

    private boolean isSuspected(List<StepStatistics> evidence, List<RoundResult> rounds) {
        List<StepStatistics> warmUps = evidence.stream()
                .takeWhile(step -> step.step().purpose() == Purpose.WARM_UP)
                .toList();
        List<StepStatistics> callers =
                evidence.stream().filter(step -> !step.step().load().isOpen()).toList();
        if (new SteadyRefusals(settings).areIn(warmUps)) {
            return true;
        }
        boolean nothingTaken = rounds.stream()
                .anyMatch(round -> round.match(found -> false, taken -> false, refused -> true, none -> false));
        return nothingTaken
                ? RateLimiter.refusesWhileIdle(callers, settings.search().rule())
                : servesMoreBeyond(rounds)
                        && RateLimiter.proven(callers, settings.search().rule()).isPresent();
    }

    /** Returns whether the rounds are over, and the service refused before it was full. */
    private boolean servesMoreBeyond(List<RoundResult> rounds) {
        return rounds.size() >= settings.search().rounds().least()
                && Saturation.of(rounds, settings.search())
                        .filter(point -> point.growthBeyond() > 0)
                        .isPresent();
    }
}
