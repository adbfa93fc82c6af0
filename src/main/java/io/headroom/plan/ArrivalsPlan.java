package io.headroom.plan;

import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.ArrivalsResult;
import io.headroom.saturation.ArrivalsSearch;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.Outage;
import io.headroom.saturation.QueueingArrivals;
import io.headroom.saturation.RateLimiter;
import io.headroom.saturation.SustainedResult;
import io.headroom.saturation.SustainedSearch;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The search with arrivals. Warms up with a few callers, searches the capacity, searches the highest rate at which at most 1 % are
 * refused if the service refuses anything and, if the settings have a limit, the highest rate that keeps it, and verifies the target.
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
                .or(() -> away(finished).map(outage -> steps.waiting(outage, finished)))
                .orElseGet(() -> searching(evidence(finished), finished));
        return steps.unlessLate(next, finished);
    }

    @Override
    public Conclusion conclude(List<StepStatistics> finished) {
        List<StepStatistics> evidence = evidence(finished);
        Optional<ArrivalsResult> result = result(finished);
        Optional<QueueingArrivals> queueing =
                result.flatMap(ArrivalsResult::capacity).flatMap(capacity -> queueing(capacity, evidence));
        return ArrivalsConclusion.of(result, sustained(finished), queueing, evidence, settings);
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

    private Optional<Outage> away(List<StepStatistics> finished) {
        return Outage.divide(finished, settings.search().rule()).current();
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

    /** Returns whether the service refuses nothing, so that there is no rate at which it begins to. */
    private Optional<QueueingArrivals> queueing(CapacityEstimate capacity, List<StepStatistics> evidence) {
        return QueueingArrivals.in(evidence, settings.search(), capacity);
    }

    private SustainedSearch rateSearch(CapacityEstimate capacity, List<StepStatistics> finished) {
        double latencyMillis = StepTiming.expectedMillis(1, finished).orElse(0);
        return new SustainedSearch(settings.arrivals(), settings.search().rule(), capacity, latencyMillis / 1000);
    }

    /** Explains the wait for a service that is away, but no round: no number of them is to be expected. */
    @Override
    public Optional<String> why(List<StepStatistics> finished) {
        return away(finished).map(steps::whyWaiting);
    }

    private NextStep searching(List<StepStatistics> evidence, List<StepStatistics> finished) {
        return search.next(evidence)
                .match(
                        offer -> steps.offered(offer, finished),
                        ended -> afterSearch(ended.result(), evidence, finished));
    }

    private NextStep afterSearch(ArrivalsResult result, List<StepStatistics> evidence, List<StepStatistics> finished) {
        return result.match(
                converged -> afterwards(converged.estimate(), evidence, finished),
                unconverged -> afterwards(unconverged.estimate(), evidence, finished),
                moved -> new NextStep.Finished(Ending.COMPLETE),
                taken -> new NextStep.Finished(Ending.NOT_SATURATED),
                none -> new NextStep.Finished(Ending.ofUseless(none.verdict())));
    }

    private NextStep afterwards(
            CapacityEstimate capacity, List<StepStatistics> evidence, List<StepStatistics> finished) {
        boolean limited = RateLimiter.proven(evidence, settings.search().rule()).isPresent();
        if (limited || !steps.wantsTarget(evidence)) {
            return new NextStep.Finished(Ending.COMPLETE);
        }
        if (queueing(capacity, evidence).isPresent()) {
            return afterCapacity(capacity.perSecond(), evidence, finished);
        }
        SustainedSearch rates = rateSearch(capacity, evidence);
        double known = rates.capacity(evidence).perSecond();
        return rates.mayGoOn(evidence)
                ? rates.next(evidence)
                        .match(
                                offer -> steps.offered(offer, finished),
                                ended -> afterCapacity(known, evidence, finished))
                : afterCapacity(known, evidence, finished);
    }

    private NextStep afterCapacity(double capacity, List<StepStatistics> evidence, List<StepStatistics> finished) {
        Optional<LimitSteps> limit = LimitSteps.ofArrivals(capacity, evidence, settings);
        return limit.flatMap(LimitSteps::offer)
                .map(offer -> steps.offered(offer, finished))
                .orElseGet(() -> verifying(LimitSteps.base(limit, capacity), finished));
    }

    private NextStep verifying(OptionalDouble base, List<StepStatistics> finished) {
        return base.isPresent() ? steps.target(base.getAsDouble(), finished) : new NextStep.Finished(Ending.COMPLETE);
    }
}
