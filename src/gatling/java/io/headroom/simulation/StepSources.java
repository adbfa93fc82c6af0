package io.headroom.simulation;

import io.headroom.plan.RunPlan;
import java.util.Optional;

/** Chooses what decides the steps of a process. */
final class StepSources {

    private StepSources() {}

    /** Returns the coordinator, if this process follows one, or else a controller of its own. */
    static StepSource of(RunSetup run, RunPlan plan, RunClock clock, RunProgress progress) {
        HostedClients clients = run.clients();
        Optional<StepSource> coordinated = run.link()
                .map(link -> new CoordinatedSteps(
                        link,
                        clients.numbers().get(0),
                        clients.weights().orElseThrow(),
                        plan.users(),
                        clock.startEpochMillis(),
                        progress::beat));
        return coordinated.orElseGet(() -> new LocalSteps(
                plan, run.settings().plan().search().rule(), clients.weights(), Conductor.lead(plan.users())));
    }
}
