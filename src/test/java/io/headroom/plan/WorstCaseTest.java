package io.headroom.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.StepStatistics;
import io.headroom.plan.ModelService.Course;
import io.headroom.saturation.SampleSearch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorstCaseTest {

    @Test
    void noRunTakesLongerThanWasPromisedAtAnyOfItsSteps() {
        Random random = new Random(6);
        for (int i = 0; i < 100; i++) {
            int maximum = 2 + random.nextInt(300);
            int rounds = 1 + random.nextInt(4);
            SampleSearch search = SampleSearch.DEFAULT
                    .withRounds(rounds)
                    .withMostRounds(rounds) // more rounds depend on how far apart their goodputs are
                    .withRange(1 + random.nextInt(Math.min(maximum, 20)), maximum)
                    .withGrowth(1.3 + random.nextDouble() * 2)
                    .withResolution(random.nextBoolean() ? 0 : random.nextDouble() * 0.1);
            ModelService service =
                    new ModelService(1 + random.nextInt(1000), random.nextInt(maximum + 2), 1 + random.nextInt(2000));
            assertPromisesHold(search, service);
        }
    }

    /**
     * Gaps on the way up grow, but the maximum may cut the last one short: 128 to 130 is found sooner than 64 to 128.
     */
    @ParameterizedTest
    @CsvSource({"4, 130, 126", "4, 130, 127", "4, 130, 128", "150, 200, 2", "150, 200, 149"})
    void longestWayIsNotAlwaysTheOneToTheTop(int start, int maximum, int boundary) {
        SampleSearch search = SampleSearch.DEFAULT.withRange(start, maximum);
        assertPromisesHold(search, new ModelService(10_000, boundary, 200));
        assertPromisesHold(search.withResolution(0.1), new ModelService(10_000, boundary, 200));
    }

    @Test
    void warmUpIsPromisedToEndAtItsLimitAndNoSooner() {
        SingleClientPlan plan = SamplePlan.singleClient(SampleSearch.DEFAULT);
        List<StepStatistics> finished =
                new ModelService(240, 36, 50).drive(plan).finished();
        Duration unsettled = plan.timeLeft(finished.subList(0, 2)).orElseThrow().atMost();
        Duration settled = plan.timeLeft(finished.subList(0, 3)).orElseThrow().atMost();
        Duration warmUp = unsettled.minus(settled);
        Duration limitLeft =
                SamplePlan.WARM_UP_LIMIT.minusMillis(finished.get(1).windowEndMillis());
        assertTrue(warmUp.compareTo(limitLeft) >= 0, warmUp + " for " + limitLeft);
        assertTrue(warmUp.compareTo(limitLeft.multipliedBy(2)) < 0, warmUp + " for " + limitLeft);
    }

    @Test
    void nothingIsPromisedBeforeALatencyIsKnown() {
        assertEquals(
                Optional.empty(), SamplePlan.singleClient(SampleSearch.DEFAULT).timeLeft(List.of()));
    }

    @Test
    void nothingIsLeftWhenAllIsDone() {
        SingleClientPlan plan = SamplePlan.singleClient(SampleSearch.DEFAULT);
        List<StepStatistics> finished =
                new ModelService(240, 36, 50).drive(plan).finished();
        assertEquals(Optional.of(TimeLeft.NONE), plan.timeLeft(finished));
    }

    private static void assertPromisesHold(SampleSearch search, ModelService service) {
        SingleClientPlan plan = SamplePlan.singleClient(search);
        Course course = service.drive(plan);
        Duration taken = Duration.ZERO;
        for (int done = course.runs().size() - 1; done > 0; done--) {
            NextStep.Run run = course.runs().get(done);
            taken = taken.plus(run.settling()).plus(run.length());
            Duration promised = plan.timeLeft(course.finished().subList(0, done))
                    .orElseThrow()
                    .atMost();
            String when = search + ", " + service + ", before " + run.step().label();
            assertTrue(taken.compareTo(promised) <= 0, taken + " instead of " + promised + ": " + when);
        }
    }
}
