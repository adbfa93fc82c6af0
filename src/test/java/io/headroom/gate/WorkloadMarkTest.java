package io.headroom.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkloadMarkTest {

    @Test
    void equalWorkloadsDifferInNothing() {
        assertEquals(List.of(), made("a", "s", "3").differences(made("a", "s", "3")));
    }

    @Test
    void whatDiffersIsNamed() {
        assertEquals(
                List.of("the payload", "settings (headroom.search.rounds = 3 and 2)"),
                made("a", "s", "3").differences(made("b", "t", "2")));
    }

    private static WorkloadMark made(String payload, String search, String rounds) {
        return new WorkloadMark(
                "SingleClientSimulation 2.0.0",
                "stand-in",
                Map.of("payload", payload, "search", search, "endpoint", "e", "simulation", "x"),
                Map.of("headroom.search.rounds", rounds, "headroom.search.seed", "1"));
    }
}
