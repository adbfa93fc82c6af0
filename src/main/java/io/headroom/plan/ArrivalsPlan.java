package io.headroom.plan;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.Purpose;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.plan.NextStep.Filling;
import io.headroom.saturation.ArrivalsResult;
import io.headroom.saturation.ArrivalsSearch;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.Decision;
import io.headroom.saturation.SustainedResult;
import io.headroom.saturation.SustainedSearch;
import io.headroom.saturation.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The search with arrivals. Warms up with a few callers, searches the capacity, searches the highest rate at which at most 1 % are
 * refused, and verifies the target.
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
        NextStep next = warmUp.next(finished).orElseGet(() -> searching(finished));
        return steps.unlessLate(next, finished);
    }

    @Override
    public Conclusion conclude(List<StepStatistics> finished) {
        return ArrivalsConclusion.of(result(finished), sustained(finished), finished, settings.targetFraction());
    }

    /** Returns the result of the search for the capacity, if that search is over. */
    public Optional<ArrivalsResult> result(List<StepStatistics> finished) {
        return warmUp.next(finished).isEmpty() ? search.next(finished).asResult() : Optional.empty();
    }

    /**
     * Returns the highest rate of arrivals at which at most 1 % are refused, and whether the service sustains another rate
     * than it serves under overload, if that was searched.
     */
    public Optional<SustainedResult> sustained(List<StepStatistics> finished) {
        boolean searched = finished.stream().anyMatch(step -> step.step().purpose() == Purpose.ONE_PERCENT);
        return result(finished)
                .flatMap(ArrivalsResult::capacity)
                .filter(capacity -> searched)
                .flatMap(capacity ->
                        rateSearch(capacity, finished).next(finished).asResult());
    }

    private SustainedSearch rateSearch(CapacityEstimate capacity, List<StepStatistics> finished) {
        double latencyMillis = StepTiming.expectedMillis(1, finished).orElse(0);
        return new SustainedSearch(settings.arrivals(), settings.search().rule(), capacity, latencyMillis / 1000);
    }

    /** Returns nothing: how many rounds are needed depends on how much they differ. */
    @Override
    public Optional<Duration> atMostLeft(List<StepStatistics> finished) {
        return Optional.empty();
    }

    private NextStep searching(List<StepStatistics> finished) {
        return search.next(finished)
                .match(offer -> run(offer, finished), ended -> afterSearch(ended.result(), finished));
    }

    private NextStep afterSearch(ArrivalsResult result, List<StepStatistics> finished) {
        return result.match(
                converged -> afterwards(converged.estimate(), finished),
                unconverged -> afterwards(unconverged.estimate(), finished),
                moved -> new NextStep.Finished(Ending.COMPLETE),
                taken -> new NextStep.Finished(Ending.NOT_SATURATED),
                none -> new NextStep.Finished(Ending.ofUseless(none.verdict())));
    }

    private static NextStep run(Decision.Offer<?> offer, List<StepStatistics> finished) {
        Timing timing = offer.timing().orElseThrow();
        return new NextStep.Run(
                new Step(finished.size() + 1, offer.round(), offer.purpose(), offer.load()),
                new Filling(timing.refusals(), timing.limit()),
                timing.settling(),
                timing.window());
    }

    private NextStep afterwards(CapacityEstimate capacity, List<StepStatistics> finished) {
        if (!steps.wants(Purpose.TARGET, finished)) {
            return new NextStep.Finished(Ending.COMPLETE);
        }
        boolean searches = rateSearch(capacity, finished).mayGoOn(finished);
        return searches
                ? rateSearch(capacity, finished)
                        .next(finished)
                        .match(offer -> run(offer, finished), ended -> verifying(capacity, finished))
                : verifying(capacity, finished);
    }

    private NextStep verifying(CapacityEstimate capacity, List<StepStatistics> finished) {
        double sustained = rateSearch(capacity, finished).capacity(finished).perSecond();
        Arrivals target = new Arrivals(settings.targetFraction() * sustained, settings.targetSpacing());
        return steps.plan(0, Purpose.TARGET, target, finished);
    }
}
