package io.headroom.plan;

import io.headroom.load.Load.Callers;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.Outage;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.Saturation;
import io.headroom.saturation.StepVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The search with callers. Warms up until latency has settled, runs rounds of the search, holds the saturation point, searches the
 * highest rate of arrivals that keeps a limit, if the settings have one, and verifies the target. Where a rate limiter may be what
 * refuses, it goes over to arrivals ({@link LimiterPhase}).
 */
public final class SingleClientPlan implements RunPlan {

    private final PlanSettings settings;
    private final WarmUp warmUp;
    private final StepPlanner steps;
    private final LimiterPhase limiter;

    public SingleClientPlan(PlanSettings settings) {
        this.settings = settings;
        this.steps = new StepPlanner(settings);
        this.warmUp = new WarmUp(settings, steps);
        this.limiter = new LimiterPhase(settings, steps);
    }

    public PlanSettings settings() {
        return settings;
    }

    @Override
    public int users() {
        return settings.search().callers().maximum();
    }

    @Override
    public NextStep next(List<StepStatistics> finished) {
        Outage.Divided divided = divided(finished);
        List<StepStatistics> evidence = divided.others();
        CallersRounds rounds = CallersRounds.of(evidence, settings.search());
        NextStep next = limiting(rounds.results(), divided, finished)
                .or(() -> warmUp.next(finished))
                .or(() -> divided.current().map(outage -> steps.waiting(outage, finished)))
                .or(() -> searching(rounds, finished))
                .or(() -> verifying(rounds.results(), evidence, finished))
                .orElseGet(() -> new NextStep.Finished(Ending.COMPLETE));
        return steps.unlessLate(next, finished);
    }

    @Override
    public Conclusion conclude(List<StepStatistics> finished) {
        List<StepStatistics> evidence = divided(finished).others();
        List<RoundResult> rounds = CallersRounds.of(evidence, settings.search()).results();
        return CallersConclusion.of(rounds, evidence, limiter.found(evidence, rounds), settings);
    }

    private Optional<NextStep> limiting(
            List<RoundResult> results, Outage.Divided divided, List<StepStatistics> finished) {
        boolean between = finished.stream().noneMatch(step -> step.step().round() > results.size());
        return between && divided.current().isEmpty()
                ? limiter.next(divided.others(), results, finished)
                : Optional.empty();
    }

    /** Returns the results of the rounds that are over, in order. */
    public List<RoundResult> rounds(List<StepStatistics> finished) {
        return CallersRounds.of(divided(finished).others(), settings.search()).results();
    }

    @Override
    public Optional<TimeLeft> timeLeft(List<StepStatistics> finished) {
        return TimeLeft.of(this, finished);
    }

    @Override
    public Optional<String> why(List<StepStatistics> finished) {
        return divided(finished)
                .current()
                .map(steps::whyWaiting)
                .or(() -> whyAnotherRound(finished))
                .or(() -> whyArrivals(finished));
    }

    private Optional<String> whyArrivals(List<StepStatistics> finished) {
        boolean begins = next(finished) instanceof NextStep.Run run
                && run.step().purpose() == Purpose.RATE_LIMIT
                && finished.stream().noneMatch(step -> step.step().purpose() == Purpose.RATE_LIMIT);
        return begins
                ? Optional.of("arrivals follow: what refuses may be a rate limiter, and callers do not tell its rate")
                : Optional.empty();
    }

    private Optional<String> whyAnotherRound(List<StepStatistics> finished) {
        List<RoundResult> results = rounds(finished);
        boolean begins = !results.isEmpty()
                && next(finished) instanceof NextStep.Run run
                && run.step().round() > results.size()
                && finished.stream().noneMatch(step -> step.step().round() > results.size());
        return begins ? AnotherRound.why(results, divided(finished).others(), settings.search()) : Optional.empty();
    }

    /** Returns how long the waiting for a service that is away can still take after the next step. */
    Duration waitAfterNext(List<StepStatistics> finished) {
        return divided(finished)
                .current()
                .map(outage -> steps.waitAfterNext(outage, finished))
                .orElse(Duration.ZERO);
    }

    private Outage.Divided divided(List<StepStatistics> finished) {
        return Outage.divide(finished, settings.search().rule());
    }

    private Optional<NextStep> searching(CallersRounds rounds, List<StepStatistics> finished) {
        List<RoundResult> results = rounds.results();
        Optional<NextStep> over = results.isEmpty() ? Optional.empty() : overAfter(results);
        return over.or(() ->
                rounds.offer().map(offer -> steps.plan(results.size() + 1, offer.purpose(), offer.load(), finished)));
    }

    /** Returns the end of the run, if the last of these rounds ends it. */
    private static Optional<NextStep> overAfter(List<RoundResult> results) {
        RoundResult last = results.get(results.size() - 1);
        return last.match(
                        found -> Optional.<Ending>empty(),
                        taken -> notSaturated(results),
                        refused -> Optional.of(Ending.ENDPOINT_FAILS),
                        none -> Optional.of(Ending.ofUseless(none.verdict())))
                .map(NextStep.Finished::new);
    }

    private static Optional<Ending> notSaturated(List<RoundResult> results) {
        boolean found = results.stream().anyMatch(result -> result.asBoundary().isPresent());
        return found ? Optional.empty() : Optional.of(Ending.NOT_SATURATED);
    }

    private Optional<NextStep> verifying(
            List<RoundResult> rounds, List<StepStatistics> evidence, List<StepStatistics> finished) {
        StepVerdict last = settings.search().rule().judge(finished.get(finished.size() - 1));
        if (last == StepVerdict.WRONG_TEST) {
            return Optional.of(new NextStep.Finished(Ending.WRONG_TEST));
        }
        Saturation saturation = Saturation.of(rounds, settings.search()).orElseThrow();
        if (CallersConclusion.shift(rounds, evidence, settings.search().rule()).isPresent()) {
            return Optional.empty();
        }
        Verification verification = new Verification(rounds, evidence, settings.search());
        if (steps.wants(Purpose.HOLD, evidence) || verification.wantsAgain(Purpose.HOLD)) {
            return Optional.of(steps.plan(0, Purpose.HOLD, new Callers(saturation.callers()), finished));
        }
        boolean wanted = steps.wants(Purpose.TARGET, evidence)
                ? verification.refuting().isEmpty()
                : verification.wantsAgain(Purpose.TARGET);
        return wanted ? afterHold(saturation.goodputPerSecond(), evidence, finished) : Optional.empty();
    }

    private Optional<NextStep> afterHold(
            double capacity, List<StepStatistics> evidence, List<StepStatistics> finished) {
        Optional<LimitSteps> limit = LimitSteps.ofCallers(evidence, settings);
        double base = LimitSteps.base(limit, capacity).orElse(0);
        return limit.flatMap(LimitSteps::offer)
                .map(offer -> steps.offered(offer, finished))
                .or(() -> base > 0 ? Optional.of(steps.target(base, finished)) : Optional.empty());
    }
}
