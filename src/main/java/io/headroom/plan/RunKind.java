package io.headroom.plan;

import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of run there are, one for every simulation. The version is semantic, and changes with what the simulation
 * does to the endpoint: runs of different major versions cannot be compared.
 */
public enum RunKind {
    /** One call, explained when it fails. */
    SMOKE("SmokeSimulation", "1.0.0"),
    /** Fine tuning, step 1. */
    SINGLE_THREAD("SingleThreadSimulation", "1.0.0"),
    /** Fine tuning, step 2, with step 1 to compare. */
    SEVERAL_THREADS("SeveralThreadsSimulation", "1.0.0"),
    /** The search for the saturation point by one client. */
    SINGLE_CLIENT("SingleClientSimulation", "2.0.0"),
    /** The search for the capacity with arrivals, whose answer has a confidence interval. */
    ARRIVALS("ArrivalsSimulation", "1.1.0"),
    /** The search by several clients at the same time. */
    MULTI_CLIENT("MultiClientSimulation", "1.0.0");

    private final String simulation;
    private final String version;

    RunKind(String simulation, String version) {
        this.simulation = simulation;
        this.version = version;
    }

    /** Simple name of the simulation's class. */
    public String simulation() {
        return simulation;
    }

    /** Semantic version of the simulation. */
    public String version() {
        return version;
    }

    /** The course of such a run after its smoke call. */
    public RunPlan plan(PlanSettings settings) {
        return switch (this) {
            case SMOKE -> new SmokePlan();
            case SINGLE_THREAD -> FineTuningPlan.singleThread(settings);
            case SEVERAL_THREADS -> FineTuningPlan.severalThreads(settings);
            case SINGLE_CLIENT -> new SingleClientPlan(settings);
            case ARRIVALS -> new ArrivalsPlan(settings);
            case MULTI_CLIENT ->
                switch (settings.multiClient().search()) {
                    case CALLERS -> new SingleClientPlan(settings);
                    case ARRIVALS -> new ArrivalsPlan(settings);
                };
        };
    }

    /** The kind that a simulation's class, with or without its package, is of; nothing for a foreign simulation. */
    public static Optional<RunKind> ofSimulation(String simulationClass) {
        String simpleName = simulationClass.substring(simulationClass.lastIndexOf('.') + 1);
        return Arrays.stream(values())
                .filter(kind -> kind.simulation.equals(simpleName))
                .findFirst();
    }
}
