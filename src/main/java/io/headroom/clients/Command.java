package io.headroom.clients;

import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep;
import io.headroom.plan.NextStep.Ending;

/** A decision of the {@link RunController}, to be carried out by its caller. */
public sealed interface Command {

    /**
     * Every remaining injector runs its share of a step.
     *
     * @param run          the step
     * @param arrivalUsers virtual users of all injectors together that send the step's arrivals, if it has arrivals
     */
    record BeginStep(NextStep.Run run, int arrivalUsers) implements Command {}

    /**
     * Enough requests were refused for the service's queues to be full, so every remaining injector lets the step settle.
     *
     * @param step number of the step
     */
    record Settle(int step) implements Command {}

    /**
     * The requests so far are enough to judge the step, so every remaining injector ends it.
     *
     * @param step number of the step
     */
    record StopStep(int step) implements Command {}

    /**
     * A step is finished. The injectors have nothing to do about it.
     *
     * @param statistics of all injectors together
     */
    record Report(StepStatistics statistics) implements Command {}

    /**
     * The run is over.
     *
     * @param ending why
     * @param steps  number of finished steps
     */
    record EndRun(Ending ending, int steps) implements Command {}
}
