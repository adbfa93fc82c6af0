package io.headroom.simulation;

import io.headroom.plan.RunKind;

/** Searches the capacity with arrivals, estimates its confidence interval, and verifies the target. */
public final class ArrivalsSimulation extends HeadroomSimulation {

    public ArrivalsSimulation() {
        super(RunKind.ARRIVALS);
    }
}
