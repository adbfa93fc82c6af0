package io.headroom.simulation;

import io.headroom.plan.RunKind;

/** Makes step 1 of fine tuning: one caller sends a group of messages in rapid succession. */
public final class SingleThreadSimulation extends HeadroomSimulation {

    public SingleThreadSimulation() {
        super(RunKind.SINGLE_THREAD);
    }
}
