package io.headroom.simulation;

import io.headroom.load.InjectorSample;
import io.headroom.load.Step;
import io.headroom.load.StepRecorder;
import io.headroom.plan.NextStep.Ending;
import io.headroom.plan.TimeLeft;
import java.util.Optional;

/** Decides what a {@link Conductor} does. Called by the conductor only. */
interface StepSource {

    /** A decision: another step, or the end of the run. */
    sealed interface Order {}

    /** Run this step. */
    record Next(StepOrder step) implements Order {}

    /** The run is over. */
    record Over(Ending ending) implements Order {}

    /** Called when the smoke call was answered and the first step can begin. */
    void ready();

    /**
     * Called when a step is finished.
     *
     * @param measured what this injector measured
     * @param sample   what this injector noticed about itself
     */
    void closed(Step step, StepRecorder measured, InjectorSample sample);

    /** Returns the next decision, once; empty as long as there is none. */
    Optional<Order> next();

    /** Returns whether enough requests of the current step were refused, or are in flight, for it to settle. */
    boolean isFilled(ActiveStep step);

    /** Returns whether the requests of the current step so far are enough to end it. */
    boolean isConclusive(ActiveStep step);

    /** Returns why no decision can come any more, when the coordinator is gone; empty while decisions can come. */
    Optional<String> disconnection();

    /** Called when this injector takes part no more. */
    void disconnect(String reason);

    /** Returns why the run goes on with a step that was not to be expected; empty for every other step, and where it is not known. */
    Optional<String> why();

    /** Returns how long the rest of the run takes, where it is known here. */
    Optional<TimeLeft> timeLeft();
}
