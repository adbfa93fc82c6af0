package io.headroom.plan;

import io.headroom.load.StepStatistics;
import java.util.List;
import java.util.Optional;

/** Decides which step of a run comes next. A plan is a pure function of the steps finished so far. */
public sealed interface RunPlan permits SmokePlan, FineTuningPlan, SingleClientPlan, ArrivalsPlan {

    /**
     * Returns the next step, or the end of the run.
     *
     * @param finished the finished steps of the run, oldest first
     */
    NextStep next(List<StepStatistics> finished);

    /**
     * Draws the conclusion of a run, as far as its steps got.
     *
     * @param finished the finished steps of the run, oldest first
     */
    Conclusion conclude(List<StepStatistics> finished);

    /** Returns how long the rest of the run takes; empty if the finished steps do not tell. */
    default Optional<TimeLeft> timeLeft(List<StepStatistics> finished) {
        return Optional.empty();
    }

    /**
     * Returns why the run goes on with a step that was not to be expected: another round, or the wait for a service that is
     * away; empty for every other step.
     *
     * @param finished the finished steps of the run, oldest first
     */
    default Optional<String> why(List<StepStatistics> finished) {
        return Optional.empty();
    }

    /**
     * Returns the most virtual users that any step of the plan needs; 0 if it has no steps. Arrivals are shared by all of
     * them.
     */
    int users();
}
