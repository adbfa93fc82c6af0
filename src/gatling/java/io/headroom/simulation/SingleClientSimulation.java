package io.headroom.simulation;

import io.headroom.plan.RunKind;

/** Searches the saturation point with callers, holds it, and verifies the target with arrivals. This is the main job. */
public final class SingleClientSimulation extends HeadroomSimulation {

    public SingleClientSimulation() {
        super(RunKind.SINGLE_CLIENT);
    }
}
