package io.headroom.simulation;

import io.headroom.plan.RunKind;

/** Fine tuning, step 2: the same messages, divided evenly among several callers; with step 1 to compare. */
public final class SeveralThreadsSimulation extends HeadroomSimulation {

    public SeveralThreadsSimulation() {
        super(RunKind.SEVERAL_THREADS);
    }
}
