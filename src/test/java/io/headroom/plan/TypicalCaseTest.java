package io.headroom.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.load.StepStatistics;
import io.headroom.plan.ModelService.Course;
import io.headroom.saturation.SampleSearch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TypicalCaseTest {

    /** Before the first round the boundary can be anywhere, so that a factor is all that can be hoped for. */
    @Test
    void estimateIsNearerToWhatARunTakesThanItsLimit() {
        Random random = new Random(7);
        List<Double> estimated = new ArrayList<>();
        List<Double> limits = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int boundary = 5 + random.nextInt(120);
            long millis = 5L + random.nextInt(300);
            double capacity = boundary * 1000.0 / millis / (1 + random.nextInt(4));
            SingleClientPlan plan = SamplePlan.singleClient(SampleSearch.DEFAULT);
            Course course = new ModelService(capacity, boundary, millis).drive(plan);
            TimeLeft left = plan.timeLeft(course.finished().subList(0, 2)).orElseThrow();
            double taken = taken(course, 2).toMillis();
            estimated.add(left.typical().toMillis() / taken);
            limits.add(left.atMost().toMillis() / taken);
            assertThat(left.typical()).isLessThanOrEqualTo(left.atMost());
        }
        Collections.sort(estimated);
        Collections.sort(limits);

        String spread = "typical ÷ taken " + estimated.get(10) + ", " + estimated.get(50) + ", " + estimated.get(90)
                + "; at most ÷ taken " + limits.get(50);
        assertThat(estimated.get(50)).as(spread).isBetween(0.8, 1.25);
        assertThat(estimated.get(10)).isGreaterThan(0.5);
        assertThat(estimated.get(90)).isLessThan(2.5);
        assertThat(limits.get(50)).isGreaterThan(estimated.get(90));
    }

    /** Once a round has found the boundary, nothing is left to guess. */
    @Test
    void estimateIsRightOnceTheBoundaryIsKnown() {
        SingleClientPlan plan = SamplePlan.singleClient(SampleSearch.DEFAULT);
        Course course = new ModelService(240, 36, 50).drive(plan);
        int known = 0;
        while (plan.rounds(course.finished().subList(0, known)).isEmpty()) {
            known++;
        }

        double estimated = plan.timeLeft(course.finished().subList(0, known))
                .orElseThrow()
                .typical()
                .toMillis();

        assertThat(estimated / taken(course, known).toMillis()).isBetween(0.8, 1.2);
    }

    @Test
    void nothingIsLeftWhenAllIsDone() {
        SingleClientPlan plan = SamplePlan.singleClient(SampleSearch.DEFAULT);
        List<StepStatistics> finished =
                new ModelService(240, 36, 50).drive(plan).finished();

        assertThat(new TypicalCase(plan).left(finished)).isZero();
    }

    private static Duration taken(Course course, int from) {
        return course.runs().subList(from, course.runs().size()).stream()
                .map(run -> run.settling().plus(run.length()))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
