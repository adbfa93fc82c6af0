package io.headroom.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.load.Load;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.plan.ModelService.Course;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.Queueing;
import io.headroom.saturation.RoundResult;
import io.headroom.saturation.SampleSearch;
import io.headroom.saturation.Saturation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The search with callers on services that refuse nothing, and queue. */
class QueueingServiceTest {

    private static final int NEVER_REFUSED = Integer.MAX_VALUE;

    /** Four workers of 50 ms, as gunicorn has them: 80 req/s, whatever the callers. */
    private static final ModelService FOUR_WORKERS = new ModelService(80, NEVER_REFUSED, 50);

    private final SingleClientPlan plan = SamplePlan.singleClient(SampleSearch.DEFAULT);

    /**
     * The knee is 80 × 0.05 = 4 callers. More than 32 times as many are not tried. The capacity is measured with twice as many, 8, and
     * the overload is 16.
     */
    @Test
    void raisesUntilItIsProvenThenMeasuresTwiceTheKnee() {
        Course course = FOUR_WORKERS.drive(plan);

        assertThat(course.ending()).isEqualTo(Ending.COMPLETE);
        assertThat(callers(course, 0)).containsOnly(4);
        assertThat(callers(course, 1)).containsExactly(4, 8, 16, 32, 64, 128, 8, 16);
        assertThat(callers(course, 2)).containsExactly(8, 16);
        assertThat(callers(course, 3)).containsExactly(8, 16);
        assertThat(VerifiedTarget.last(Purpose.HOLD, course.finished())).isPresent();
        Load target = course.runs().get(course.runs().size() - 1).step().load();
        assertThat(target.isOpen()).isTrue();
        assertThat(target.amount()).isCloseTo(56, within(1e-9));
    }

    @Test
    void concludesWithTheKneeAndThePlateau() {
        Course course = FOUR_WORKERS.drive(plan);
        CallersConclusion conclusion = (CallersConclusion) plan.conclude(course.finished());
        Saturation point = conclusion.saturation().orElseThrow();
        Queueing queueing = conclusion.queueing().orElseThrow();

        assertThat(point.goodputPerSecond()).isCloseTo(80, within(1e-9));
        assertThat(point.median().isOfQueue()).isTrue();
        assertThat(queueing.knee()).isCloseTo(4, within(1e-9));
        assertThat(queueing.mostCallers()).isEqualTo(128);
        assertThat(conclusion.verified().target().orElseThrow().offeredPerSecond())
                .isCloseTo(56, within(1e-9));
    }

    /**
     * A service that refuses later than most would: the search goes on to 32 times the knee of 4 callers, and no further. 12 pods with
     * 10 places each refuse the 133rd caller, which is 11 times the knee.
     */
    @ParameterizedTest
    @CsvSource({"240, 132, false", "80, 120, false", "80, 132, true"})
    void refusalsAreLookedForUpTo32TimesTheKnee(double capacity, int boundary, boolean queues) {
        Course course = new ModelService(capacity, boundary, 50).drive(plan);

        assertThat(plan.rounds(course.finished()))
                .hasSizeGreaterThanOrEqualTo(3)
                .extracting(round -> round.asBoundary().orElseThrow().isOfQueue())
                .containsOnly(queues);
    }

    /**
     * Four workers of 2 s serve 2 req/s: 64 callers would wait 32 s, which is more than two thirds of the time-out of 30 s. So 32 are
     * offered three times, in which it may become known that they are not served faster than 16. Here it takes one step more.
     */
    @Test
    void hesitatesBeforeRequestsTimeOut() {
        Course course = new ModelService(2, NEVER_REFUSED, 2000).drive(plan);

        assertThat(course.ending()).isEqualTo(Ending.COMPLETE);
        assertThat(callers(course, 1)).startsWith(4, 8, 16, 32, 32, 32, 64).endsWith(64, 8, 16);
    }

    /** One caller is always served at full speed by a single server: the knee may be at fewer than the 4 callers of the first step. */
    @Test
    void kneeOfASingleServerIsAtMostThatOfTheLeastLoad() {
        Course course = new ModelService(100, NEVER_REFUSED, 10).drive(plan);
        CallersConclusion conclusion = (CallersConclusion) plan.conclude(course.finished());

        assertThat(conclusion.queueing().orElseThrow().isKneeAtMost()).isTrue();
        assertThat(conclusion.saturation().orElseThrow().goodputPerSecond()).isCloseTo(100, within(1e-9));
    }

    /** In the second round the service refuses what it took in the first: the round finds that boundary. */
    @Test
    void roundThatIsRefusedFindsABoundary() {
        Course course = FOUR_WORKERS.drive(plan);
        List<StepStatistics> first = course.finished().stream()
                .filter(step -> step.step().round() <= 1)
                .toList();
        List<StepStatistics> finished = new ArrayList<>(first);
        ModelService refusing = new ModelService(80, 6, 50);
        while (plan.rounds(finished).size() < 2 && plan.next(finished) instanceof NextStep.Run run) {
            finished.add(refusing.answer(run, finished));
        }

        RoundResult.Boundary second = plan.rounds(finished).get(1).asBoundary().orElseThrow();
        assertThat(second.isOfQueue()).isFalse();
        assertThat(second.boundary().step().load().amount()).isEqualTo(6);
        assertThat(second.firstBeyond().orElseThrow().counts().of(Outcome.REFUSED))
                .isPositive();
    }

    /** The first round was refused, and the service queues from then on: later rounds end at the top of the range, and find nothing. */
    @Test
    void laterRoundThatIsNotRefusedAnyMoreEnds() {
        ModelService refusing = new ModelService(80, 6, 50);
        List<StepStatistics> finished = new ArrayList<>();
        while (finished.size() < 200 && plan.next(finished) instanceof NextStep.Run run) {
            ModelService service = run.step().round() <= 1 ? refusing : FOUR_WORKERS;
            finished.add(service.answer(run, finished));
        }

        assertThat(finished).hasSizeLessThan(200);
        assertThat(plan.next(finished)).isEqualTo(new NextStep.Finished(NextStep.Ending.COMPLETE));
        assertThat(plan.rounds(finished).get(0).asBoundary()).isPresent();
        assertThat(plan.rounds(finished).get(1).asBoundary())
                .as("it was never refused")
                .isEmpty();
        assertThat(finished).noneMatch(step -> step.counts().of(Outcome.TIMED_OUT) > 0);
    }

    private static List<Integer> callers(Course course, int round) {
        return course.finished().stream()
                .filter(step -> step.step().round() == round && step.step().purpose() != Purpose.HOLD)
                .filter(step -> !step.step().load().isOpen())
                .map(StepPlanner::callers)
                .toList();
    }
}
