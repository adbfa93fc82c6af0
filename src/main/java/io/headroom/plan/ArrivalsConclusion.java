package io.headroom.plan;

import io.headroom.load.StepStatistics;
import io.headroom.saturation.ArrivalsResult;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.OnePercentRate;
import java.util.List;
import java.util.Optional;

/**
 * The conclusion of a search with arrivals.
 *
 * @param result     result of the search; empty if the search did not end
 * @param onePercent highest rate of arrivals at which at most 1 % are refused, if it was searched
 * @param verified   the load to run at
 */
public record ArrivalsConclusion(
        Optional<ArrivalsResult> result, Optional<OnePercentRate> onePercent, VerifiedTarget verified)
        implements Conclusion {

    static ArrivalsConclusion of(
            Optional<ArrivalsResult> result,
            Optional<OnePercentRate> onePercent,
            List<StepStatistics> finished,
            double targetFraction) {
        Optional<Double> capacity = result.flatMap(ArrivalsResult::capacity).map(CapacityEstimate::perSecond);
        return new ArrivalsConclusion(result, onePercent, VerifiedTarget.of(finished, targetFraction, capacity));
    }

    @Override
    public <R> R match(ConclusionCases<R> cases) {
        return cases.arrivals(this);
    }
}
