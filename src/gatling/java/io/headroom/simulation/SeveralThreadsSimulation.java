package io.headroom.simulation;

import io.headroom.plan.RunKind;

/** Makes step 2 of fine tuning: several callers share the same messages evenly. Repeats step 1 first, to compare. */
public final class SeveralThreadsSimulation extends HeadroomSimulation {

    public SeveralThreadsSimulation() {
        super(RunKind.SEVERAL_THREADS);
    }
}
