package io.headroom.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Load;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.SampleSearch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunKindTest {

    @ParameterizedTest
    @CsvSource({
        "io.headroom.simulation.SingleClientSimulation, SINGLE_CLIENT",
        "SingleClientSimulation, SINGLE_CLIENT",
        "ArrivalsSimulation, ARRIVALS",
        "com.example.SmokeSimulation, SMOKE",
        "SingleThreadSimulation, SINGLE_THREAD",
        "SeveralThreadsSimulation, SEVERAL_THREADS"
    })
    void simulationIsKnownByItsSimpleName(String simulation, RunKind kind) {
        assertEquals(Optional.of(kind), RunKind.ofSimulation(simulation));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "com.example.CheckoutSimulation", "SmokeSimulation.", "MySmokeSimulation", "SMOKE"})
    void foreignSimulationIsOfNoKind(String simulation) {
        assertEquals(Optional.empty(), RunKind.ofSimulation(simulation));
    }

    @ParameterizedTest
    @EnumSource
    void versionIsSemantic(RunKind kind) {
        assertThat(kind.version()).matches("\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void kindHasItsPlan() {
        PlanSettings settings = SamplePlan.settings(SampleSearch.DEFAULT);
        assertInstanceOf(SmokePlan.class, RunKind.SMOKE.plan(settings));
        assertInstanceOf(SingleClientPlan.class, RunKind.SINGLE_CLIENT.plan(settings));
        assertEquals(1, RunKind.SINGLE_THREAD.plan(settings).users());
        assertEquals(8, RunKind.SEVERAL_THREADS.plan(settings).users());
    }

    @Test
    void limitIsSearchedWithArrivalsInEverySearch() {
        Step limit = new Step(1, 0, Purpose.LIMIT, new Load.Arrivals(70, Spacing.POISSON));
        Step closed = new Step(1, 0, Purpose.LIMIT, new Load.Callers(4));

        for (RunKind kind : List.of(RunKind.SINGLE_CLIENT, RunKind.ARRIVALS, RunKind.MULTI_CLIENT)) {
            assertTrue(kind.canRun(limit), kind.simulation());
            assertFalse(kind.canRun(closed), kind.simulation());
            assertEquals(kind, kind.narrowedBy(limit));
        }
        assertFalse(RunKind.SEVERAL_THREADS.canRun(limit));
    }

    @Test
    void smokeRunIsOverAfterItsCall() {
        RunPlan smoke = new SmokePlan();
        assertEquals(new NextStep.Finished(Ending.COMPLETE), smoke.next(List.of()));
        assertEquals(Optional.of(TimeLeft.NONE), smoke.timeLeft(List.of()));
        assertEquals(0, smoke.users());
    }
}
