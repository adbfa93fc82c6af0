package io.headroom.plan;

import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.saturation.LimitSearch;
import io.headroom.saturation.LimitSettings;
import java.time.Duration;
import java.util.List;

/** Computes how long the search for the capacity under the limits can still take. */
final class LimitTime {

    private LimitTime() {}

    /**
     * Returns the time that is left, without the time that steps take again because the injector limited them. Of several limits all but
     * the first typically take three steps, which show that they are kept.
     */
    static TimeLeft left(PlanSettings settings, List<StepStatistics> finished) {
        boolean over = finished.stream().anyMatch(step -> step.step().purpose() == Purpose.TARGET);
        List<StepStatistics> steps = finished.stream()
                .filter(step -> step.step().purpose() == Purpose.LIMIT)
                .toList();
        if (settings.limits().isEmpty() || over) {
            return TimeLeft.NONE;
        }
        double latencySeconds = StepTiming.expectedMillis(1, finished).orElse(0) / 1000;
        double settling = LimitSearch.longestSettling(latencySeconds);
        double typical = 0;
        double most = 0;
        for (LimitSettings limit : settings.limits()) {
            double longest = settings.arrivals().maximumWindow().toMillis() / 1000.0;
            double step = Math.min(longest, LimitSearch.leastWindow(latencySeconds)) + settling;
            // the time counts from the first measured window
            double search = settling + Math.max(limit.seconds(), LimitSearch.LEAST_STEPS * step);
            typical += most == 0 ? search : 3 * step;
            // twice the time if no step was near the rate; and requests in flight are waited for, at most as long as a
            // step settled
            double longestSearch = search + limit.seconds();
            most += longestSearch + settling * Math.ceil(longestSearch / step);
        }
        double done = steps.stream()
                .mapToDouble(step -> step.windowMillis() / 1000.0 + settling)
                .sum();
        return new TimeLeft(seconds(typical - done), seconds(most - done));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(1000 * Math.max(0, seconds)));
    }
}
