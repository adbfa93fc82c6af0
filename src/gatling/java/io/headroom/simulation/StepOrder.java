package io.headroom.simulation;

import io.headroom.plan.NextStep;
import java.util.List;

/**
 * A step that is to be run.
 *
 * @param run        the step
 * @param startNanos when it starts, on {@link System#nanoTime}
 * @param parts      what the clients of this process do in it; none when they do nothing
 * @param clients    of the whole run; 1 in a run without clients
 */
record StepOrder(NextStep.Run run, long startNanos, List<StepPart> parts, int clients) {

    StepOrder {
        parts = List.copyOf(parts);
    }
}
