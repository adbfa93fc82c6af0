package io.headroom.simulation;

import io.headroom.plan.RunKind;

/** The main job: searches the saturation point with callers, holds it, and verifies the target with arrivals. */
public final class SingleClientSimulation extends HeadroomSimulation {

    public SingleClientSimulation() {
        super(RunKind.SINGLE_CLIENT);
    }
}
