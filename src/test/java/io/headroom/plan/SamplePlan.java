package io.headroom.plan;

import io.headroom.load.Limit;
import io.headroom.load.Spacing;
import io.headroom.load.Weights;
import io.headroom.plan.PlanSettings.FineTuning;
import io.headroom.plan.PlanSettings.MultiClient;
import io.headroom.plan.PlanSettings.SearchWith;
import io.headroom.saturation.ArrivalsSettings;
import io.headroom.saturation.LimitSettings;
import io.headroom.saturation.SampleSearch;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Plan settings that tests start from. */
final class SamplePlan {

    static final Duration WARM_UP_LIMIT = Duration.ofSeconds(60);
    static final double FRACTION = 0.7;

    private SamplePlan() {}

    static PlanSettings settings(SampleSearch search) {
        return settings(search, OptionalInt.of(4));
    }

    /** @param onePercentSteps steps of a search by arrivals for the rate of which 1 % are refused */
    static PlanSettings settings(SampleSearch search, OptionalInt onePercentSteps) {
        return new PlanSettings(
                search.settings(),
                WARM_UP_LIMIT,
                Duration.ofSeconds(8),
                FRACTION,
                Duration.ofSeconds(20),
                Spacing.POISSON,
                new FineTuning(1000, 8),
                new ArrivalsSettings(
                        0.05,
                        6,
                        24,
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(60),
                        10_000,
                        Spacing.POISSON,
                        onePercentSteps),
                new MultiClient(SearchWith.CALLERS, Weights.even(3)),
                List.of());
    }

    /** Returns the default settings with these limits, whose searches take 230 s each. */
    static PlanSettings withLimits(Limit... limits) {
        PlanSettings without = settings(SampleSearch.DEFAULT);
        return new PlanSettings(
                without.search(),
                without.warmUpLimit(),
                without.holdLength(),
                without.targetFraction(),
                without.targetLength(),
                without.targetSpacing(),
                without.fineTuning(),
                without.arrivals(),
                without.multiClient(),
                Stream.of(limits)
                        .map(limit -> new LimitSettings(limit, 0.055, 0.125, 230))
                        .toList());
    }

    static SingleClientPlan singleClient(SampleSearch search) {
        return new SingleClientPlan(settings(search));
    }
}
