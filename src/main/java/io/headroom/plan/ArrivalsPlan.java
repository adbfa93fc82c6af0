package io.headroom.plan;

import io.headroom.load.Purpose;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.plan.NextStep.Filling;
import io.headroom.saturation.ArrivalsResult;
import io.headroom.saturation.ArrivalsSearch;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.Decision;
import io.headroom.saturation.Outage;
import io.headroom.saturation.SustainedResult;
import io.headroom.saturation.SustainedSearch;
import io.headroom.saturation.Timing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The search with arrivals. Warms up with a few callers, searches the capacity, searches the highest rate at which at most 1 % are
 * refused and, if the settings have a limit, the highest rate that keeps it, and verifies the target.
 */
public final class ArrivalsPlan implements RunPlan {

    private final PlanSettings settings;
    private final ArrivalsSearch search;
    private final StepPlanner steps;
    private final WarmUp warmUp;

    public ArrivalsPlan(PlanSettings settings) {
        this.settings = settings;
        this.search = new ArrivalsSearch(settings.arrivals(), settings.search().rule());
        this.steps = new StepPlanner(settings);
        this.warmUp = new WarmUp(settings, steps);
    }

    @Override
    public int users() {
        return settings.search().callers().maximum();
    }

    @Override
    public NextStep next(List<StepStatistics> finished) {
        NextStep next = warmUp.next(finished)
                .or(() -> steps.waiting(finished))
                .orElseGet(() -> searching(evidence(finished), finished));
        return steps.unlessLate(next, finished);
    }

    @Override
    public Conclusion conclude(List<StepStatistics> finished) {
        List<StepStatistics> evidence = evidence(finished);
        return ArrivalsConclusion.of(result(finished), sustained(finished), evidence, settings);
    }

    /** Returns the steps that the service was there for, without those that waited for it after the warm-up. */
    private List<StepStatistics> evidence(List<StepStatistics> finished) {
        int warmUps = (int) finished.stream().takeWhile(ArrivalsPlan::isWarmUp).count();
        return Stream.concat(
                        finished.stream().limit(warmUps),
                        Outage.divide(finished, settings.search().rule()).others().stream()
                                .filter(step -> !isWarmUp(step)))
                .toList();
    }

    private static boolean isWarmUp(StepStatistics step) {
        return step.step().purpose() == Purpose.WARM_UP;
    }

    /** Returns the result of the search for the capacity, if that search is over. */
    public Optional<ArrivalsResult> result(List<StepStatistics> finished) {
        return warmUp.next(finished).isEmpty() ? search.next(evidence(finished)).asResult() : Optional.empty();
    }

    /**
     * Returns the highest rate of arrivals at which at most 1 % are refused, and whether the service sustains another rate
     * than it serves under overload, if that was searched; empty if the capacity moved.
     */
    public Optional<SustainedResult> sustained(List<StepStatistics> finished) {
        List<StepStatistics> evidence = evidence(finished);
        boolean searched = evidence.stream().anyMatch(step -> step.step().purpose() == Purpose.ONE_PERCENT);
        return result(finished)
                .filter(result -> searched && result.shift().isEmpty())
                .flatMap(ArrivalsResult::capacity)
                .flatMap(capacity ->
                        rateSearch(capacity, evidence).next(evidence).asResult());
    }

    private SustainedSearch rateSearch(CapacityEstimate capacity, List<StepStatistics> finished) {
        double latencyMillis = StepTiming.expectedMillis(1, finished).orElse(0);
        return new SustainedSearch(settings.arrivals(), settings.search().rule(), capacity, latencyMillis / 1000);
    }

    /** Explains the wait for a service that is away, but no round: no number of them is to be expected. */
    @Override
    public Optional<String> why(List<StepStatistics> finished) {
        return steps.whyWaiting(finished);
    }

    private NextStep searching(List<StepStatistics> evidence, List<StepStatistics> finished) {
        return search.next(evidence)
                .match(offer -> run(offer, finished), ended -> afterSearch(ended.result(), evidence, finished));
    }

    private NextStep afterSearch(ArrivalsResult result, List<StepStatistics> evidence, List<StepStatistics> finished) {
        return result.match(
                converged -> afterwards(converged.estimate(), evidence, finished),
                unconverged -> afterwards(unconverged.estimate(), evidence, finished),
                moved -> new NextStep.Finished(Ending.COMPLETE),
                taken -> new NextStep.Finished(Ending.NOT_SATURATED),
                none -> new NextStep.Finished(Ending.ofUseless(none.verdict())));
    }

    /** Returns the step that a search with a timing of its own offers. */
    static NextStep run(Decision.Offer<?> offer, List<StepStatistics> finished) {
        Timing timing = offer.timing().orElseThrow();
        return new NextStep.Run(
                new Step(finished.size() + 1, offer.round(), offer.purpose(), offer.load()),
                new Filling(timing.refusals(), timing.limit()),
                timing.settling(),
                timing.window());
    }

    private NextStep afterwards(
            CapacityEstimate capacity, List<StepStatistics> evidence, List<StepStatistics> finished) {
        if (!steps.wantsTarget(evidence)) {
            return new NextStep.Finished(Ending.COMPLETE);
        }
        SustainedSearch rates = rateSearch(capacity, evidence);
        double known = rates.capacity(evidence).perSecond();
        return rates.mayGoOn(evidence)
                ? rates.next(evidence)
                        .match(offer -> run(offer, finished), ended -> afterCapacity(known, evidence, finished))
                : afterCapacity(known, evidence, finished);
    }

    private NextStep afterCapacity(double capacity, List<StepStatistics> evidence, List<StepStatistics> finished) {
        Optional<LimitSteps> limit = LimitSteps.ofArrivals(capacity, evidence, settings);
        return limit.flatMap(LimitSteps::offer)
                .<NextStep>map(offer -> run(offer, finished))
                .orElseGet(() -> verifying(LimitSteps.base(limit, capacity), finished));
    }

    private NextStep verifying(OptionalDouble base, List<StepStatistics> finished) {
        return base.isPresent() ? steps.target(base.getAsDouble(), finished) : new NextStep.Finished(Ending.COMPLETE);
    }
}
