package io.headroom.saturation;

import io.headroom.load.StepStatistics;
import java.util.List;

/** Chooses the next load of one round from what the round's finished steps showed. A pure function. */
public interface SaturationSearch {

    /**
     * @param finished the finished steps of one round, oldest first
     * @return what to offer next, or how the round ended
     */
    Decision next(List<StepStatistics> finished);
}
