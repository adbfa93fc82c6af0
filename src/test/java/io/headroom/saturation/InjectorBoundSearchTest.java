package io.headroom.saturation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.Spacing;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** An injector that limits steps never counts as saturation, and one disturbed step does not end a search. */
class InjectorBoundSearchTest {

    private static final double LATE = 60;
    private static final double IN_TIME = 0.2;
    private static final SampleSearch SAMPLE = SampleSearch.DEFAULT;

    /** Returns the steps of a search with callers; the function stands for the service and the injector. */
    private static Decision.Ended<RoundResult> search(
            List<StepStatistics> finished, Function<Step, MeasuredStep> answer) {
        CallersSearch search = CallersSearch.first(SAMPLE.settings());
        while (search.next(finished) instanceof Decision.Offer<RoundResult> offer) {
            assertTrue(finished.size() < 100, "the search does not end");
            finished.add(answer.apply(new Step(finished.size() + 1, 1, offer.purpose(), offer.load()))
                    .statistics());
        }
        return (Decision.Ended<RoundResult>) search.next(finished);
    }

    @Test
    void injectorThatBringsNoMoreEndsTheSearch() {
        List<StepStatistics> finished = new ArrayList<>();

        RoundResult result = search(finished, step -> step(step, Math.min(callers(step) * 10, 100), 0, LATE))
                .result();

        RoundResult.NoBoundary useless = assertInstanceOf(RoundResult.NoBoundary.class, result);
        assertEquals(StepVerdict.INJECTOR_BOUND, useless.verdict());
        assertTrue(finished.size() < 10, "steps: " + finished.size());
    }

    @Test
    void climbGoesOnWhileALateInjectorStillBringsMore() {
        List<StepStatistics> finished = new ArrayList<>();

        RoundResult result = search(
                        finished,
                        step -> step(
                                step,
                                callers(step) * 5,
                                callers(step) > 36 ? 50 : 0,
                                callers(step) < 30 ? LATE : IN_TIME))
                .result();

        assertEquals(36, CallersSearch.callers(result.asBoundary().orElseThrow().boundary()));
    }

    @Test
    void boundaryThatWasDisturbedOnceIsMeasuredAgain() {
        List<StepStatistics> finished = new ArrayList<>();
        List<Integer> at36 = new ArrayList<>();

        RoundResult result = search(finished, step -> {
                    int callers = callers(step);
                    boolean disturbed = callers == 36 && at36.isEmpty();
                    if (callers == 36) {
                        at36.add(callers);
                    }
                    return step(step, disturbed ? 90 : 180, callers > 36 ? 50 : 0, disturbed ? LATE : IN_TIME);
                })
                .result();

        StepStatistics boundary = result.asBoundary().orElseThrow().boundary();
        assertEquals(36, CallersSearch.callers(boundary));
        assertEquals(180, boundary.goodputPerSecond());
        assertEquals(3, at36.size(), "disturbed, short and long");
    }

    /** Two virtual users with a latency of 100 ms send 20 requests per second, whatever the schedule wants. */
    @Test
    void poolThatIsTooSmallEndsTheSearchWithArrivals() {
        ArrivalsSearch search = new ArrivalsSearch(
                new ArrivalsSettings(
                        0.05,
                        6,
                        24,
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(60),
                        10_000,
                        Spacing.POISSON,
                        OptionalInt.of(8)),
                SAMPLE.settings().rule());
        List<StepStatistics> finished = new ArrayList<>();
        finished.add(MeasuredStep.of(new Step(1, 0, Purpose.WARM_UP, new Callers(1)))
                .with(Outcome.OK, 50)
                .goodput(10)
                .latency(100)
                .injector(0.1, IN_TIME, 0)
                .statistics());
        while (search.next(finished) instanceof Decision.Offer<ArrivalsResult> offer) {
            assertTrue(finished.size() < 20, "the search does not end");
            double rate = ((Arrivals) offer.load()).requestsPerSecond();
            double sent = Math.min(20, rate);
            finished.add(MeasuredStep.of(new Step(finished.size() + 1, 1, offer.purpose(), offer.load()))
                    .with(Outcome.OK, Math.round(10 * sent))
                    .goodput(sent)
                    .latency(100)
                    .injector(0.1, IN_TIME, Math.round(10 * rate))
                    .statistics());
        }

        ArrivalsResult result = ((Decision.Ended<ArrivalsResult>) search.next(finished)).result();
        assertEquals(
                StepVerdict.INJECTOR_BOUND,
                assertInstanceOf(ArrivalsResult.NoCapacity.class, result).verdict());
        assertTrue(finished.stream().noneMatch(step -> step.step().purpose() == Purpose.PLATEAU));
    }

    private static int callers(Step step) {
        return ((Callers) step.load()).callers();
    }

    private static MeasuredStep step(Step step, double goodput, long refused, double lagMillis) {
        return MeasuredStep.of(step)
                .with(Outcome.OK, Math.round(goodput))
                .with(Outcome.REFUSED, refused)
                .goodput(goodput)
                .latency(50)
                .injector(0.2, lagMillis, 0);
    }
}
