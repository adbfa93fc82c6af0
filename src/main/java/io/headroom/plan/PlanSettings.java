package io.headroom.plan;

import io.headroom.load.Spacing;
import io.headroom.load.Weights;
import io.headroom.saturation.ArrivalsSettings;
import io.headroom.saturation.SearchSettings;
import java.time.Duration;
import java.util.Locale;

/**
 * The course of a run: the search, what goes around it, and fine tuning.
 *
 * @param search         how the saturation point is searched
 * @param warmUpLimit    the longest warm-up
 * @param holdLength     how long the saturation point is held
 * @param targetFraction share of the saturation goodput to run at; 0 to 1
 * @param targetLength   how long the target is verified
 * @param targetSpacing  how its arrivals are spaced
 * @param fineTuning     the course of the fine-tuning runs
 * @param arrivals       how the plateau is searched with arrivals
 * @param multiClient    what several clients do together
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
        MultiClient multiClient) {

    /**
     * What several clients do together.
     *
     * @param search  what is searched with
     * @param weights how they share the load
     */
    public record MultiClient(SearchWith search, Weights weights) {}

    /** What a search offers. */
    public enum SearchWith {
        /** A closed loop. */
        CALLERS,
        /** An open loop. */
        ARRIVALS;

        /** As it is written in settings. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The course of the fine-tuning runs.
     *
     * @param messages in the group
     * @param callers  that share them in step 2
     */
    public record FineTuning(int messages, int callers) {}
}
