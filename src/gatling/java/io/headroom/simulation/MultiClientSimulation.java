package io.headroom.simulation;

import io.headroom.plan.RunKind;

/**
 * Searches the saturation point with several clients at the same time, each with its own connections and its own share of the load.
 * One process hosts all clients, or each of several processes hosts one ({@code headroom.clients.index}) and follows a coordinator.
 */
public final class MultiClientSimulation extends HeadroomSimulation {

    public MultiClientSimulation() {
        super(RunKind.MULTI_CLIENT);
    }
}
