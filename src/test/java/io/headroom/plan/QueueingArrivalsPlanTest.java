package io.headroom.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.ArrivalsResult;
import io.headroom.saturation.QueueingArrivals;
import io.headroom.saturation.SampleSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A service that never refuses: it serves 240 req/s of 50 ms each, and the 200 users of the plan wait for it, 200 ÷ 240 per
 * second are 833 ms. Its knee is 12, so that 64·12 users could be in flight if there were as many.
 */
class QueueingArrivalsPlanTest {

    private static final double CAPACITY = 240;

    /** By goodput times latency, as measured, 202 are in flight. */
    private static final int MEASURED_MORE = 2;

    private final ArrivalsPlan plan = new ArrivalsPlan(SamplePlan.settings(SampleSearch.DEFAULT));

    @Test
    void capacityIsFoundAndTheTargetVerifiedWithoutASearchForRefusals() {
        List<NextStep.Run> runs = new ArrayList<>();
        List<StepStatistics> finished = drive(runs, 0);

        assertEquals(new NextStep.Finished(Ending.COMPLETE), plan.next(finished));
        assertThat(purposes(runs)).containsExactly(Purpose.WARM_UP, Purpose.UP, Purpose.PLATEAU, Purpose.TARGET);
        ArrivalsConclusion conclusion = (ArrivalsConclusion) plan.conclude(finished);
        assertInstanceOf(ArrivalsResult.Converged.class, conclusion.result().orElseThrow());
        assertEquals(CAPACITY, conclusion.capacity().orElseThrow().perSecond(), 0.1);
        QueueingArrivals queueing = conclusion.queueing().orElseThrow();
        assertEquals(200, queueing.inFlight());
        assertEquals(1000 / 240.0, queueing.millisPerRequest(), 0.01);
        assertThat(conclusion.onePercent()).isEmpty();
        assertEquals(168, conclusion.verified().target().orElseThrow().offeredPerSecond(), 0.1);
    }

    @Test
    void onlyOverloadIsCapped() {
        List<NextStep.Run> runs = new ArrayList<>();
        drive(runs, 0);

        runs.stream().filter(run -> run.step().load().isOpen()).forEach(run -> {
            boolean overload = run.step().purpose() == Purpose.UP || run.step().purpose() == Purpose.PLATEAU;
            assertEquals(
                    overload ? 200 : NextStep.Run.ALL_USERS,
                    run.mostInFlight(),
                    run.step().label());
        });
    }

    /** 1 % of 2,880 answers in 8 s at 360 req/s are refused: then the service refuses. */
    @Test
    void serviceThatRefusesIsSearchedForTheRateAtWhichItDoes() {
        List<NextStep.Run> runs = new ArrayList<>();
        List<StepStatistics> finished = drive(runs, 0.02);

        assertThat(purposes(runs)).contains(Purpose.ONE_PERCENT);
        assertThat(((ArrivalsConclusion) plan.conclude(finished)).queueing()).isEmpty();
    }

    private static List<Purpose> purposes(List<NextStep.Run> runs) {
        return runs.stream().map(run -> run.step().purpose()).distinct().collect(Collectors.toList());
    }

    private List<StepStatistics> drive(List<NextStep.Run> runs, double refused) {
        List<StepStatistics> finished = new ArrayList<>();
        while (plan.next(finished) instanceof NextStep.Run run) {
            assertThat(runs.size()).as("the search ends").isLessThan(60);
            runs.add(run);
            finished.add(answer(run, refused, finished));
        }
        return finished;
    }

    private StepStatistics answer(NextStep.Run run, double refused, List<StepStatistics> before) {
        long start = before.isEmpty() ? 0 : before.get(before.size() - 1).windowEndMillis();
        double seconds = run.length().toMillis() / 1000.0;
        double offered = run.step().load() instanceof Arrivals arrivals ? arrivals.requestsPerSecond() : 80;
        double served = Math.min(CAPACITY, offered);
        boolean full = offered > CAPACITY;
        long ok = Math.round(served * seconds);
        return MeasuredStep.of(run.step())
                .window(start + run.settling().toMillis(), run.length().toMillis())
                .with(Outcome.OK, ok)
                .with(Outcome.REFUSED, full ? Math.round(refused * ok) : 0)
                .goodput(served)
                .latency(full ? Math.round(1000 * (run.arrivalUsers(plan.users()) + MEASURED_MORE) / CAPACITY) : 50)
                .injector(0.1, 0.1, run.step().load().isOpen() ? Math.round(offered * seconds) : 0)
                .statistics();
    }
}
