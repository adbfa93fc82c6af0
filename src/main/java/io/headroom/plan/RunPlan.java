package io.headroom.plan;

import io.headroom.load.StepStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The course of one kind of run. A pure function of the steps finished so far. */
public sealed interface RunPlan permits SmokePlan, FineTuningPlan, SingleClientPlan, ArrivalsPlan {

    /** @param finished the finished steps of the run, oldest first */
    NextStep next(List<StepStatistics> finished);

    /**
     * Draws the conclusion of a run, as far as its steps got.
     *
     * @param finished the finished steps of the run, oldest first
     */
    Conclusion conclude(List<StepStatistics> finished);

    /** How long the rest of the run takes at most, as far as that can be told from the finished steps. */
    Optional<Duration> atMostLeft(List<StepStatistics> finished);

    /**
     * How many virtual users share the arrivals of the next step, if it has arrivals.
     *
     * @param finished the finished steps of the run, oldest first
     */
    default int seats(List<StepStatistics> finished) {
        return users();
    }

    /** The most virtual users that any step of the plan needs; 0 when there are no steps. */
    int users();
}
