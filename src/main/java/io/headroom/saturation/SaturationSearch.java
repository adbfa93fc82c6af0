package io.headroom.saturation;

import io.headroom.load.StepStatistics;
import java.util.List;

/**
 * Chooses the next load from what finished steps showed. A pure function, without clock or I/O.
 *
 * @param <R> type of the search's result
 */
public sealed interface SaturationSearch<R>
        permits CallersSearch, ArrivalsSearch, LimitSearch, LimiterSearch, OnePercentSearch, SustainedSearch {

    /**
     * Returns what to offer next, or how the search ended.
     *
     * @param finished the finished steps that belong to the search, oldest first
     */
    Decision<R> next(List<StepStatistics> finished);
}
