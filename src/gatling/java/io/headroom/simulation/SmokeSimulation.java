package io.headroom.simulation;

import io.headroom.plan.RunKind;

/** One call of the scoring endpoint, explained when it fails. */
public final class SmokeSimulation extends HeadroomSimulation {

    public SmokeSimulation() {
        super(RunKind.SMOKE);
    }
}
