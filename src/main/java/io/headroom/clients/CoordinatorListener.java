package io.headroom.clients;

import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep;
import io.headroom.plan.TimeLeft;
import java.util.Optional;

/** Receives the progress of a coordinated run. Called by one thread at a time. */
public interface CoordinatorListener {

    /**
     * Called when an injector takes part.
     *
     * @param client  its number, from 1
     * @param address of its end of the connection
     */
    void joined(int client, String address);

    /**
     * Called before the first step for every injector whose clock differs so much from the others' that the result will be incomplete.
     *
     * @param differenceMillis what has to be added to the injector's clock to get the others', milliseconds
     */
    void clockDiffers(int client, long differenceMillis);

    /**
     * Called before a step begins that was not to be expected.
     *
     * @param why the run goes on with it
     */
    default void explained(String why) {
        // not every listener tells it
    }

    /**
     * Called when a step begins.
     *
     * @param timeLeft how long the rest of the run takes, where the plan can tell
     */
    void begins(NextStep.Run run, Optional<TimeLeft> timeLeft);

    /** Called when a step is finished. */
    void finished(StepStatistics step);

    /** Called when an injector takes part no more. */
    void droppedOut(int client, String reason);
}
