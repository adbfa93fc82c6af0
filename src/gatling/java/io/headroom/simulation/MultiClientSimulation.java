package io.headroom.simulation;

import io.headroom.plan.RunKind;

/**
 * The search by several clients at the same time, each with connections of its own and its own share of the load: all in this
 * process, or one of them ({@code headroom.clients.index}) in each of several processes or machines, which follow one coordinator.
 */
public final class MultiClientSimulation extends HeadroomSimulation {

    public MultiClientSimulation() {
        super(RunKind.MULTI_CLIENT);
    }
}
