package io.headroom.plan;

import io.headroom.load.Spacing;
import io.headroom.load.Weights;
import io.headroom.saturation.ArrivalsSettings;
import io.headroom.saturation.LimitSettings;
import io.headroom.saturation.SearchSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Settings of a run: the search, the phases before and after it, and fine tuning.
 *
 * @param search         settings of the search with callers
 * @param warmUpLimit    longest warm-up
 * @param holdLength     how long the saturation point is held
 * @param targetFraction share of the saturation goodput to run at; 0 to 1
 * @param targetLength   how long the target is verified
 * @param targetSpacing  how the arrivals of the target are spaced
 * @param fineTuning     settings of the fine-tuning runs
 * @param arrivals       settings of the search with arrivals
 * @param multiClient    settings of a run of several clients
 * @param limits         limits whose capacity is searched, one after another: each only up to the rate that the ones before it
 *                       leave; empty if no limit is set
 */
public record PlanSettings(
        SearchSettings search,
        Duration warmUpLimit,
        Duration holdLength,
        double targetFraction,
        Duration targetLength,
        Spacing targetSpacing,
        FineTuning fineTuning,
        ArrivalsSettings arrivals,
        MultiClient multiClient,
        List<LimitSettings> limits) {

    public PlanSettings {
        limits = List.copyOf(limits);
    }

    /** Returns the same settings without a limit. */
    PlanSettings withoutLimits() {
        return new PlanSettings(
                search,
                warmUpLimit,
                holdLength,
                targetFraction,
                targetLength,
                targetSpacing,
                fineTuning,
                arrivals,
                multiClient,
                List.of());
    }

    /**
     * Settings of a run of several clients.
     *
     * @param search  what the search offers
     * @param weights how the clients share the load
     */
    public record MultiClient(SearchWith search, Weights weights) {}

    /** The kind of load that a search offers. */
    public enum SearchWith {
        /** A closed loop. */
        CALLERS,
        /** An open loop. */
        ARRIVALS;

        /** Returns the name used in settings. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Settings of the fine-tuning runs.
     *
     * @param messages number of messages in the group
     * @param callers  number of callers that share them in step 2
     */
    public record FineTuning(int messages, int callers) {}
}
