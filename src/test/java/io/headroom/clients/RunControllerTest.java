package io.headroom.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.Load.Callers;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.Purpose;
import io.headroom.load.Step;
import io.headroom.load.StepRecorder;
import io.headroom.load.StepStatistics;
import io.headroom.load.Weights;
import io.headroom.plan.NextStep;
import io.headroom.plan.NextStep.Ending;
import io.headroom.plan.PlanSettings;
import io.headroom.plan.RunKind;
import io.headroom.plan.RunPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunControllerTest {

    private final List<NextStep.Run> begun = new ArrayList<>();
    private final List<StepStatistics> finished = new ArrayList<>();
    private Optional<Ending> ending = Optional.empty();
    private RunController controller;

    @BeforeEach
    void three() throws Exception {
        controller = controller(Map.of("clients.count", "3"));
    }

    @Test
    void nothingBeginsBeforeAllAreReady() {
        assertEquals(List.of(), controller.ready(1));
        assertEquals(List.of(), controller.ready(3));
        assertEquals(Set.of(2), controller.notReady());

        carryOut(controller.ready(2));

        assertEquals("01 warm-up: 4 callers", begun.get(0).step().label());
    }

    /** What each has measured adds up to the whole search, as one injector would have made it. */
    @Test
    void allTogetherFindWhatTheServiceTakes() {
        begin();
        runStepsUntil(() -> ending.isPresent());

        assertEquals(Optional.of(Ending.COMPLETE), ending);
        StepStatistics boundary = last(Purpose.BOUNDARY);
        assertEquals(new Callers(36), boundary.offered());
        assertEquals(240, boundary.goodputPerSecond(), 0.8);
        assertTrue(finished.stream()
                .allMatch(step -> step.offered().equals(step.step().load())));
    }

    /** One injector that offers the whole load makes exactly the run of the plan. */
    @Test
    void oneInjectorAloneFollowsThePlan() throws Exception {
        PlanSettings settings = SamplePlans.of(Map.of());
        RunPlan plan = RunKind.SINGLE_CLIENT.plan(settings);
        controller = new RunController(plan, settings.search().rule(), Weights.even(1));
        List<StepStatistics> expected = new ArrayList<>();

        List<Command> commands = controller.ready(1);

        while (plan.next(expected) instanceof NextStep.Run run) {
            assertEquals(new Command.BeginStep(run), commands.get(commands.size() - 1));
            assertEquals(plan.timeLeft(expected), controller.timeLeft());
            StepRecorder recorder =
                    SampleStep.measured(run.step(), Optional.of(run.step().load()));
            expected.add(recorder.statistics());
            commands = controller.finished(1, run.step().number(), recorder);
            assertEquals(new Command.Report(recorder.statistics()), commands.get(0));
        }
        assertEquals(new Command.EndRun(Ending.COMPLETE, expected.size()), commands.get(1));
    }

    @Test
    void stepIsFinishedWhenAllRemainingInjectorsHaveFinishedIt() {
        begin();
        finish(1);
        finish(2);
        assertEquals(1, begun.size());

        carryOut(controller.droppedOut(3));

        assertEquals(2, begun.size(), "the others go on");
        // of 4 callers clients 1, 2 and 3 have 1, 2 and 1
        assertEquals(new Callers(3), finished.get(0).offered(), "without the share of the one that dropped out");
        runStep(1, 2);
        assertEquals(3, begun.size());
        assertEquals(new Callers(3), finished.get(1).offered());
    }

    @Test
    void whatOneHadFinishedBeforeItDroppedOutCounts() {
        begin();
        finish(3);
        carryOut(controller.droppedOut(3));
        finish(1);
        finish(2);

        assertEquals(new Callers(4), finished.get(0).offered());
    }

    @Test
    void runIsAbandonedWhenAllHaveDroppedOut() {
        begin();
        carryOut(controller.droppedOut(1));
        carryOut(controller.droppedOut(1));
        carryOut(controller.droppedOut(2));
        assertFalse(controller.isOver());

        assertEquals(List.of(new Command.EndRun(Ending.ABANDONED, 0)), controller.droppedOut(3));
    }

    @Test
    void oneThatDropsOutBeforeTheStartEndsTheRun() {
        carryOut(controller.ready(1));

        assertEquals(List.of(new Command.EndRun(Ending.ABANDONED, 0)), controller.droppedOut(2));
        assertEquals(List.of(), controller.ready(3));
    }

    @Test
    void runThatIsOverIsNotGivenUp() {
        begin();

        assertEquals(List.of(new Command.EndRun(Ending.INTERRUPTED, 0)), controller.giveUp(Ending.INTERRUPTED));
        assertEquals(List.of(), controller.giveUp(Ending.ABANDONED));
        assertEquals(List.of(), controller.droppedOut(1));
    }

    @Test
    void repeatedAndLateReportsChangeNothing() {
        begin();
        StepRecorder first = measured(1);
        carryOut(controller.finished(1, 1, first));
        carryOut(controller.finished(1, 1, first));
        finish(2);
        finish(3);
        carryOut(controller.finished(2, 1, first));

        assertEquals(1, finished.size());
        assertEquals(320.0, (double) finished.get(0).counts().total(), 1, "80 req/s for 4 s, each counted once");
    }

    @Test
    void thoseThatHoldUpAStepAreKnown() {
        begin();
        finish(2);

        assertEquals(Set.of(1, 3), controller.unfinished(1));
        assertEquals(Set.of(), controller.unfinished(2));
        finish(1);
        finish(3);
        assertEquals(Set.of(), controller.unfinished(1), "it is over");
    }

    @Test
    void evidenceOfAllTogetherEndsAStep() {
        begin();
        runStepsUntil(() -> current().step().purpose() == Purpose.UP);
        int step = current().step().number();

        assertEquals(List.of(), controller.progress(1, step, progress(100, 4, 0)), "a third is not enough");
        assertEquals(
                List.of(), controller.progress(3, step - 1, progress(100, 40, 0)), "it belongs to the step before");
        assertEquals(List.of(new Command.StopStep(step)), controller.progress(2, step, progress(100, 40, 0)));
        assertEquals(List.of(), controller.progress(2, step, progress(100, 40, 0)), "once");
    }

    /** The step's total would not hold this evidence. */
    @Test
    void evidenceOfOneThatDroppedOutDoesNotEndAStep() {
        begin();
        runStepsUntil(() -> current().step().purpose() == Purpose.UP);
        int step = current().step().number();
        controller.progress(1, step, progress(50, 9, 0));

        carryOut(controller.droppedOut(1));

        assertEquals(List.of(), controller.progress(2, step, progress(50, 9, 0)));
        assertEquals(List.of(new Command.StopStep(step)), controller.progress(3, step, progress(50, 9, 0)));
    }

    @Test
    void evidenceOfOneThatDroppedOutAfterItFinishedCounts() {
        begin();
        runStepsUntil(() -> current().step().purpose() == Purpose.UP);
        int step = current().step().number();
        controller.progress(1, step, progress(50, 9, 0));
        finish(1);

        carryOut(controller.droppedOut(1));

        assertEquals(List.of(new Command.StopStep(step)), controller.progress(2, step, progress(50, 9, 0)));
    }

    @Test
    void wrongRequestsOfOneEndTheStepOfAll() {
        begin();
        OutcomeCounts counts = new OutcomeCounts(Map.of(Outcome.CLIENT_ERROR, 5L));

        assertEquals(List.of(new Command.StopStep(1)), controller.progress(2, 1, new StepProgress(0, 0, counts)));
    }

    @Test
    void queuesAreFullWhenAllTogetherWereRefusedOftenEnough() throws Exception {
        controller = controller(Map.of("clients.count", "3", "clients.search", "arrivals"));
        begin();
        runStepsUntil(() -> current().filling().refusals() > 0);
        NextStep.Run run = current();
        int step = run.step().number();
        int half = run.filling().refusals() / 2;

        assertThat(controller.progress(1, step, progress(0, 0, half))).doesNotContain(new Command.Settle(step));
        assertThat(controller.progress(3, step, progress(0, 0, run.filling().refusals() - half)))
                .contains(new Command.Settle(step));
    }

    /** 190 are 95 % of the 200 that may be in flight: whoever was just answered needs a moment to send again. */
    @Test
    void queuesCountAsFullWhenAsManyRequestsAreInFlightAsMayBe() throws Exception {
        controller = controller(Map.of("clients.count", "3", "clients.search", "arrivals"));
        begin();
        runStepsUntil(() -> current().filling().refusals() > 0);
        int step = current().step().number();

        assertThat(controller.progress(1, step, inFlight(67))).doesNotContain(new Command.Settle(step));
        assertThat(controller.progress(2, step, inFlight(67))).doesNotContain(new Command.Settle(step));
        assertThat(controller.progress(3, step, inFlight(55))).doesNotContain(new Command.Settle(step));
        assertThat(controller.progress(3, step, inFlight(56))).contains(new Command.Settle(step));
    }

    private static StepProgress inFlight(long requests) {
        return new StepProgress(0, requests, new OutcomeCounts(Map.of()));
    }

    @Test
    void windowsAreOnTheCoordinatorsClock() {
        InjectorClocks clocks = new InjectorClocks(1000);
        clocks.add(1, new Message.Ready(1000, 0));
        clocks.add(2, new Message.Ready(6000, 0));
        clocks.add(3, new Message.Ready(-4000, 0));
        begin();
        // all windows begin at 10,000 ms by the clock of each, so by the coordinator's 5 s earlier and later
        for (int client = 1; client <= 3; client++) {
            Step step = current().step();
            Message.Done done = Message.Done.of(step, measured(client).recorded(), SampleStep.calm());
            carryOut(controller.finished(
                    client,
                    done.step(),
                    done.recorder(step, clocks.laterMillis(client), new StepBounds(Duration.ofMinutes(1)))));
        }

        assertEquals(5_000, finished.get(0).windowStartMillis());
        assertEquals(19_000, finished.get(0).windowEndMillis());
    }

    private static RunController controller(Map<String, String> given) throws Exception {
        PlanSettings settings = SamplePlans.of(given);
        return new RunController(
                RunKind.MULTI_CLIENT.plan(settings),
                settings.search().rule(),
                settings.multiClient().weights());
    }

    private void carryOut(List<Command> commands) {
        for (Command command : commands) {
            if (command instanceof Command.BeginStep begin) {
                begun.add(begin.run());
            } else if (command instanceof Command.Report report) {
                finished.add(report.statistics());
            } else if (command instanceof Command.EndRun end) {
                ending = Optional.of(end.ending());
                assertEquals(finished.size(), end.steps());
            }
        }
    }

    private void begin() {
        for (int client = 1; client <= 3; client++) {
            carryOut(controller.ready(client));
        }
    }

    private NextStep.Run current() {
        return begun.get(begun.size() - 1);
    }

    private void runStepsUntil(BooleanSupplier enough) {
        for (int steps = 0; !enough.getAsBoolean(); steps++) {
            assertTrue(steps < 200 && ending.isEmpty(), "it goes on and on: " + finished.size() + " " + ending);
            runStep(1, 2, 3);
        }
    }

    private void runStep(int... clients) {
        int step = current().step().number();
        List<StepRecorder> recorders =
                Arrays.stream(clients).mapToObj(this::measured).toList();
        for (int i = 0; i < clients.length; i++) {
            carryOut(controller.finished(clients[i], step, recorders.get(i)));
        }
    }

    private void finish(int client) {
        carryOut(controller.finished(client, current().step().number(), measured(client)));
    }

    private StepRecorder measured(int client) {
        return SampleStep.measured(current().step(), controller.share(client));
    }

    private StepStatistics last(Purpose purpose) {
        return finished.stream()
                .filter(step -> step.step().purpose() == purpose)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static StepProgress progress(long ok, long refused, long before) {
        return new StepProgress(before, 0, new OutcomeCounts(Map.of(Outcome.OK, ok, Outcome.REFUSED, refused)));
    }
}
