package io.headroom.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.Purpose;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.CapacityEstimate;
import io.headroom.saturation.SampleSearch;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsPlanTest {

    private final ArrivalsPlan plan = new ArrivalsPlan(SamplePlan.settings(SampleSearch.DEFAULT));

    @Test
    void warmsUpClimbsMeasuresThePlateauAndVerifiesTheTarget() {
        ModelService.Course course = new ModelService(240, 36, 50).drive(plan);

        assertEquals(Ending.COMPLETE, course.ending());
        List<Purpose> purposes = course.runs().stream()
                .map(run -> run.step().purpose())
                .distinct()
                .toList();
        assertEquals(List.of(Purpose.WARM_UP, Purpose.UP, Purpose.PLATEAU, Purpose.TARGET), purposes);
        assertTrue(course.runs().get(0).step().load() instanceof Callers);
        CapacityEstimate capacity =
                plan.result(course.finished()).orElseThrow().capacity().orElseThrow();
        assertEquals(240, capacity.perSecond(), 1);
        NextStep.Run last = course.runs().get(course.runs().size() - 1);
        assertEquals(0.7 * 240, ((Arrivals) last.step().load()).requestsPerSecond(), 1);
    }

    @Test
    void plateauIsMeasuredWhenTheQueuesAreFull() {
        ModelService.Course course = new ModelService(240, 36, 50).drive(plan);

        course.runs()
                .forEach(run -> assertEquals(
                        run.step().purpose() == Purpose.PLATEAU,
                        run.filling().refusals() > 0,
                        run.step().label()));
    }

    @Test
    void serviceThatKeepsUpWithTheTopOfTheRangeIsNotSaturated() {
        assertEquals(
                Ending.NOT_SATURATED,
                new ModelService(1e9, 1_000_000, 1).drive(plan).ending());
    }

    @Test
    void stepsAreNumberedWithoutAGap() {
        List<NextStep.Run> runs = new ModelService(240, 36, 50).drive(plan).runs();

        for (int i = 0; i < runs.size(); i++) {
            assertEquals(i + 1, runs.get(i).step().number());
        }
    }
}
