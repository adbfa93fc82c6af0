package io.headroom.plan;

import io.headroom.load.Purpose;
import io.headroom.load.Step;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The kinds of run, one for each simulation. A kind has a semantic version, which changes whenever the simulation treats the
 * endpoint differently: runs of different major versions cannot be compared.
 */
public enum RunKind {
    /** One call, explained when it fails. */
    SMOKE("SmokeSimulation", "1.0.0"),
    /** Fine tuning, step 1. */
    SINGLE_THREAD("SingleThreadSimulation", "1.0.0"),
    /** Fine tuning, step 2, preceded by step 1 to compare with. */
    SEVERAL_THREADS("SeveralThreadsSimulation", "1.0.0"),
    /** The search for the saturation point by one client. */
    SINGLE_CLIENT("SingleClientSimulation", "2.1.0"),
    /** The search for the capacity with arrivals. */
    ARRIVALS("ArrivalsSimulation", "1.2.0"),
    /** The search by several clients at the same time, with callers or with arrivals. */
    MULTI_CLIENT("MultiClientSimulation", "1.1.0");

    private final String simulation;
    private final String version;

    RunKind(String simulation, String version) {
        this.simulation = simulation;
        this.version = version;
    }

    /** Returns the simple name of the simulation's class. */
    public String simulation() {
        return simulation;
    }

    /** Returns the semantic version of the simulation. */
    public String version() {
        return version;
    }

    /** Returns the plan that such a run follows after its smoke call. */
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

    /** Returns whether a run of this kind can have such a step, whatever its settings. */
    public boolean canRun(Step step) {
        return switch (this) {
            case SMOKE -> false;
            case SINGLE_THREAD, SEVERAL_THREADS ->
                step.purpose() == Purpose.FINE_TUNING
                        && step.load().totalMessages().isPresent();
            case SINGLE_CLIENT -> isOfCallers(step);
            case ARRIVALS -> isOfArrivals(step);
            case MULTI_CLIENT -> isOfCallers(step) || isOfArrivals(step);
        };
    }

    /** Returns the kind of search that a step belongs to: several clients search with callers or with arrivals, but never with both. */
    public RunKind narrowedBy(Step step) {
        if (this != MULTI_CLIENT || isOfCallers(step) == isOfArrivals(step)) {
            return this;
        }
        return isOfCallers(step) ? SINGLE_CLIENT : ARRIVALS;
    }

    /**
     * Returns why a step cannot come at its place in a run of this kind, whatever its settings; empty if it can.
     *
     * @param before purposes of the steps before it
     */
    public Optional<String> misplaced(Step step, Set<Purpose> before) {
        if (this != ARRIVALS) {
            return Optional.empty();
        }
        if (step.purpose() != Purpose.WARM_UP && !before.contains(Purpose.WARM_UP)) {
            return Optional.of("a search with arrivals has no warm-up");
        }
        return step.purpose() == Purpose.PLATEAU && !before.contains(Purpose.UP)
                ? Optional.of("no step of the ramp comes before " + step.label())
                : Optional.empty();
    }

    private static boolean isOfCallers(Step step) {
        return switch (step.purpose()) {
            case WARM_UP, UP, DOWN, BOUNDARY, PLATEAU, HOLD ->
                step.load().closedLoopCallers().isPresent();
            case LIMIT, RATE_LIMIT, TARGET -> step.load().isOpen();
            case ONE_PERCENT, FINE_TUNING -> false;
        };
    }

    private static boolean isOfArrivals(Step step) {
        return switch (step.purpose()) {
            case WARM_UP -> step.load().closedLoopCallers().isPresent();
            case UP, PLATEAU, ONE_PERCENT, LIMIT, TARGET -> step.load().isOpen();
            case DOWN, BOUNDARY, RATE_LIMIT, HOLD, FINE_TUNING -> false;
        };
    }

    /** Returns the kind of run of a simulation's class, named with or without its package; empty for a foreign simulation. */
    public static Optional<RunKind> ofSimulation(String simulationClass) {
        String simpleName = simulationClass.substring(simulationClass.lastIndexOf('.') + 1);
        return Arrays.stream(values())
                .filter(kind -> kind.simulation.equals(simpleName))
                .findFirst();
    }
}
