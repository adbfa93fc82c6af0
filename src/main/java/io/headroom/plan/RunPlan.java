package io.headroom.plan;

import io.headroom.load.StepStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The course of one kind of run. A pure function of the steps finished so far. */
public sealed interface RunPlan permits SmokePlan, FineTuningPlan, SingleClientPlan {

    /** @param finished the finished steps of the run, oldest first */
    NextStep next(List<StepStatistics> finished);

    /** How long the rest of the run takes at most, as far as that can be told from the finished steps. */
    Optional<Duration> atMostLeft(List<StepStatistics> finished);

    /** The most virtual users that any step of the plan needs; 0 when there are no steps. */
    int users();
}
