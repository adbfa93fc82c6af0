package io.headroom.saturation;

import io.headroom.load.StepStatistics;
import java.util.List;

/**
 * Chooses the next load from what finished steps showed: a pure function, without clock or I/O.
 *
 * @param <R> what it ends with
 */
public sealed interface SaturationSearch<R> permits CallersSearch, ArrivalsSearch, OnePercentSearch {

    /**
     * @param finished the finished steps that the search has to go by, oldest first
     * @return what to offer next, or how the search ended
     */
    Decision<R> next(List<StepStatistics> finished);
}
