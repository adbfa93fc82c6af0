package io.headroom.simulation;

import io.headroom.plan.RunKind;

/** Calls the scoring endpoint once, and explains a failure. */
public final class SmokeSimulation extends HeadroomSimulation {

    public SmokeSimulation() {
        super(RunKind.SMOKE);
    }
}
