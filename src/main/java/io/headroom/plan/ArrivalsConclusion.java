package io.headroom.plan;

import io.headroom.load.StepStatistics;
import io.headroom.saturation.ArrivalsResult;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.OnePercentRate;
import io.headroom.saturation.QueueingArrivals;
import io.headroom.saturation.RateLimiter;
import io.headroom.saturation.Sustained;
import io.headroom.saturation.SustainedResult;
import io.headroom.saturation.UnderLimit;
import java.util.List;
import java.util.Optional;

/**
 * The conclusion of a search with arrivals.
 *
 * @param result     result of the search; empty if the search did not end
 * @param onePercent highest rate of arrivals at which at most 1 % are refused, if the settings ask for it
 * @param sustained  what the service sustains, if that is not what it serves under overload
 * @param queueing   that the service refuses nothing, if so
 * @param limiter    the rate limiter that refused, if it is proven: then the capacity of the service itself is not known
 * @param refuting   the target step, if it shows that the capacity did not last
 * @param verified   the load to run at; without a target if the capacity changed, if a step refutes it, or if no rate is known that
 *                   keeps the limits
 * @param limit      what was found out about the limits of the settings, if they have any and the capacity is known
 */
public record ArrivalsConclusion(
        Optional<ArrivalsResult> result,
        Optional<OnePercentRate> onePercent,
        Optional<Sustained> sustained,
        Optional<QueueingArrivals> queueing,
        Optional<RateLimiter> limiter,
        Optional<StepStatistics> refuting,
        VerifiedTarget verified,
        Optional<UnderLimit> limit)
        implements Conclusion {

    static ArrivalsConclusion of(
            Optional<ArrivalsResult> result,
            Optional<SustainedResult> searched,
            Optional<QueueingArrivals> queueing,
            List<StepStatistics> finished,
            PlanSettings settings) {
        Optional<Sustained> sustained = searched.flatMap(SustainedResult::sustained);
        Optional<CapacityEstimate> capacity = capacity(result, sustained);
        boolean moved = result.flatMap(ArrivalsResult::shift).isPresent();
        Optional<LimitSteps> limit = capacity.filter(known -> !moved)
                .flatMap(known -> LimitSteps.ofArrivals(known.perSecond(), finished, settings));
        VerifiedTarget verified = VerifiedTarget.of(
                finished, settings.targetFraction(), capacity.map(CapacityEstimate::perSecond), limit);
        Optional<OnePercentRate> onePercent = searched.map(SustainedResult::onePercent);
        Optional<StepStatistics> refuting =
                new ArrivalsTarget(finished, settings.search().rule()).refuting(onePercent);
        boolean asked = settings.arrivals().onePercentSteps().isPresent();
        return new ArrivalsConclusion(
                result,
                onePercent.filter(rate -> asked),
                sustained,
                queueing,
                result.flatMap(
                        found -> RateLimiter.proven(finished, settings.search().rule())),
                refuting,
                moved || refuting.isPresent() ? verified.withoutTarget() : verified,
                limit.map(LimitSteps::found));
    }

    /** Returns the capacity: what the service sustains; if it changed, what it is now. Empty if it is not known. */
    public Optional<CapacityEstimate> capacity() {
        return capacity(result, sustained);
    }

    private static Optional<CapacityEstimate> capacity(Optional<ArrivalsResult> result, Optional<Sustained> sustained) {
        return sustained.map(Sustained::estimate).or(() -> result.flatMap(ArrivalsResult::capacity));
    }

    @Override
    public <R> R match(ConclusionCases<R> cases) {
        return cases.arrivals(this);
    }
}
