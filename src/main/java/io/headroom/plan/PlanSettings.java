package io.headroom.plan;

import io.headroom.load.Spacing;
import io.headroom.saturation.ArrivalsSettings;
import io.headroom.saturation.SearchSettings;
import java.time.Duration;

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
 */
public record PlanSettings(
        SearchSettings search,
        Duration warmUpLimit,
        Duration holdLength,
        double targetFraction,
        Duration targetLength,
        Spacing targetSpacing,
        FineTuning fineTuning,
        ArrivalsSettings arrivals) {

    /**
     * The course of the fine-tuning runs.
     *
     * @param messages in the group
     * @param callers  that share them in step 2
     */
    public record FineTuning(int messages, int callers) {}
}
