package io.headroom.endtoend.foreign;

import static io.gatling.javaapi.core.CoreDsl.forever;
import static io.gatling.javaapi.core.CoreDsl.incrementConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/** Runs 2, 4, … 14 users at a time for 3 s each. The users either stay, or make one call and are replaced. */
public final class ClosedStaircaseSimulation extends Simulation {

    private static final int LEVELS = 7;
    private static final Duration LEVEL = Duration.ofSeconds(3);

    public ClosedStaircaseSimulation() {
        ScenarioBuilder staying = scenario("staying").exec(forever().on(ForeignScenario.patientCall()));
        ScenarioBuilder replaced = scenario("replaced").exec(ForeignScenario.patientCall());
        setUp((Boolean.getBoolean("foreign.stay") ? staying : replaced)
                        .injectClosed(incrementConcurrentUsers(2)
                                .times(LEVELS)
                                .eachLevelLasting(LEVEL)
                                .separatedByRampsLasting(0)
                                .startingFrom(2)))
                .protocols(ForeignScenario.protocol())
                .maxDuration(LEVEL.multipliedBy(LEVELS));
    }
}
