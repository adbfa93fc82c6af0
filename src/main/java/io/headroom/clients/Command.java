package io.headroom.clients;

import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep;
import io.headroom.plan.NextStep.Ending;

/** A decision of the {@link RunController}, to be carried out by its caller. */
public sealed interface Command {

    /** Calls the method for this kind of command. */
    void accept(Executor executor);

    /** Carries out commands, with one method for each kind. */
    interface Executor {

        /** Called to begin a step. */
        void begin(BeginStep command);

        /** Called to let the current step settle. */
        void settle(Settle command);

        /** Called to end the current step early. */
        void stop(StopStep command);

        /** Called with the result of a step. */
        void report(Report command);

        /** Called once, at the end of the run. */
        void end(EndRun command);
    }

    /**
     * Every remaining injector runs its share of a step.
     *
     * @param run the step
     */
    record BeginStep(NextStep.Run run) implements Command {
        @Override
        public void accept(Executor executor) {
            executor.begin(this);
        }
    }

    /**
     * Enough requests were refused for the service's queues to be full, or as many are in flight as may be, so every remaining injector
     * lets the step settle.
     *
     * @param step number of the step
     */
    record Settle(int step) implements Command {
        @Override
        public void accept(Executor executor) {
            executor.settle(this);
        }
    }

    /**
     * The requests so far are enough to judge the step, so every remaining injector ends it.
     *
     * @param step number of the step
     */
    record StopStep(int step) implements Command {
        @Override
        public void accept(Executor executor) {
            executor.stop(this);
        }
    }

    /**
     * A step is finished. The injectors have nothing to do about it.
     *
     * @param statistics of all injectors together
     */
    record Report(StepStatistics statistics) implements Command {
        @Override
        public void accept(Executor executor) {
            executor.report(this);
        }
    }

    /**
     * The run is over.
     *
     * @param ending why
     * @param steps  number of finished steps
     */
    record EndRun(Ending ending, int steps) implements Command {
        @Override
        public void accept(Executor executor) {
            executor.end(this);
        }
    }
}
