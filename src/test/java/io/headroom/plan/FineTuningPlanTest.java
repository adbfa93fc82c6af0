package io.headroom.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.headroom.load.Load.Messages;
import io.headroom.load.MeasuredStep;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.Step;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep.Ending;
import io.headroom.saturation.SampleSearch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FineTuningPlanTest {

    private static final PlanSettings SETTINGS = SamplePlan.settings(SampleSearch.DEFAULT);

    private final FineTuningPlan oneThread = FineTuningPlan.singleThread(SETTINGS);
    private final FineTuningPlan severalThreads = FineTuningPlan.severalThreads(SETTINGS);

    @Test
    void oneCallerSendsAllMessagesAndThatIsAll() {
        NextStep.Run first = new NextStep.Run(step(1, 1), Duration.ZERO, Duration.ofMinutes(30));
        assertEquals(first, oneThread.next(List.of()));
        assertEquals(new NextStep.Finished(Ending.COMPLETE), oneThread.next(List.of(done(1, 1))));
        assertEquals(1, oneThread.users());
    }

    @Test
    void severalCallersShareTheSameMessagesAfterOneCallerSentThem() {
        assertEquals(oneThread.next(List.of()), severalThreads.next(List.of()));
        NextStep.Run second = new NextStep.Run(step(2, 8), Duration.ZERO, Duration.ofMinutes(30));
        assertEquals(second, severalThreads.next(List.of(done(1, 1))));
        assertEquals(new NextStep.Finished(Ending.COMPLETE), severalThreads.next(List.of(done(1, 1), done(2, 8))));
        assertEquals(8, severalThreads.users());
    }

    @Test
    void clientErrorEndsTheRun() {
        StepStatistics wrong =
                MeasuredStep.of(step(1, 1)).with(Outcome.CLIENT_ERROR, 1).statistics();
        assertEquals(new NextStep.Finished(Ending.WRONG_TEST), severalThreads.next(List.of(wrong)));
    }

    /** Latencies of answers that are none say nothing about the service. */
    @Test
    void wrongAnswersEndTheRunHoweverBusyTheInjectorWas() {
        StepStatistics wrong = MeasuredStep.of(step(1, 1))
                .with(Outcome.OK, 2)
                .with(Outcome.WRONG_ANSWER, 18)
                .injector(0.99, 60, 0)
                .statistics();
        assertEquals(new NextStep.Finished(Ending.ENDPOINT_FAILS), severalThreads.next(List.of(wrong)));
    }

    @Test
    void timeLeftIsUnknownUntilNoneIsLeft() {
        assertEquals(Optional.empty(), severalThreads.timeLeft(List.of()));
        assertEquals(Optional.empty(), severalThreads.timeLeft(List.of(done(1, 1))));
        assertEquals(Optional.of(TimeLeft.NONE), severalThreads.timeLeft(List.of(done(1, 1), done(2, 8))));
    }

    private static Step step(int number, int callers) {
        return new Step(number, 0, Purpose.FINE_TUNING, new Messages(1000, callers));
    }

    private static StepStatistics done(int number, int callers) {
        return MeasuredStep.of(step(number, callers)).with(Outcome.OK, 1000).statistics();
    }
}
