package io.headroom.simulation;

import io.headroom.plan.NextStep;
import java.util.List;

/**
 * A step that this process has to run.
 *
 * @param run        the step
 * @param startNanos start of the step, on {@link System#nanoTime}
 * @param parts      the parts of the clients that this process hosts; empty when none of them has a share of the load
 * @param clients    number of clients of the whole run; 1 in a run without clients
 */
record StepOrder(NextStep.Run run, long startNanos, List<StepPart> parts, int clients) {

    StepOrder {
        parts = List.copyOf(parts);
    }
}
