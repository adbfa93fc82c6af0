package io.headroom.endtoend.foreign;

import static io.gatling.javaapi.core.CoreDsl.incrementUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/** Starts 40, 80, … 200 users per second for 4 s each. Each user makes one call. */
public final class OpenStaircaseSimulation extends Simulation {

    public OpenStaircaseSimulation() {
        setUp(scenario("one call")
                        .exec(ForeignScenario.call())
                        .injectOpen(incrementUsersPerSec(40)
                                .times(5)
                                .eachLevelLasting(Duration.ofSeconds(4))
                                .startingFrom(40)))
                .protocols(ForeignScenario.protocol());
    }
}
