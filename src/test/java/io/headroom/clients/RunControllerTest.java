package io.headroom.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.clients.Message.Beat;
import io.headroom.load.Load;
import io.headroom.load.Load.Callers;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep;
import io.headroom.plan.NextStep.Ending;
import io.headroom.plan.PlanSettings;
import io.headroom.plan.RunKind;
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
    private final List<Message> told = new ArrayList<>();
    private final List<StepStatistics> finished = new ArrayList<>();
    private Optional<Ending> ending = Optional.empty();
    private RunController course;

    @BeforeEach
    void three() throws Exception {
        course = course(Map.of("clients.count", "3"));
    }

    @Test
    void nothingBeginsBeforeAllAreThere() {
        course.ready(1, 0);
        course.ready(3, 0);
        assertEquals(List.of(), begun);
        assertEquals(Set.of(2), course.waitedFor());

        course.ready(2, 0);

        assertEquals("01 warm-up: 4 callers", begun.get(0).step().label());
    }

    /** What each did adds up: the whole search, as one injector would have done it. */
    @Test
    void allTogetherFindWhatTheServiceTakes() {
        begin();
        doStepsUntil(() -> ending.isPresent());

        assertEquals(Optional.of(Ending.COMPLETE), ending);
        StepStatistics boundary = last(Purpose.BOUNDARY);
        assertEquals(new Callers(36), boundary.offered());
        assertEquals(240, boundary.goodputPerSecond(), 0.8);
        assertTrue(finished.stream()
                .allMatch(step -> step.offered().equals(step.step().load())));
    }

    @Test
    void stepIsOverWhenAllThatAreLeftHaveDoneIt() {
        begin();
        done(1);
        done(2);
        assertEquals(1, begun.size());

        course.lost(3);

        assertEquals(2, begun.size(), "the others go on");
        // of 4 callers clients 1, 2 and 3 have 1, 2 and 1
        assertEquals(new Callers(3), finished.get(0).offered(), "without the share of the one that was lost");
        doStep(1, 2);
        assertEquals(3, begun.size());
        assertEquals(new Callers(3), finished.get(1).offered());
    }

    @Test
    void whatOneHadDoneBeforeItWasLostCounts() {
        begin();
        done(3);
        course.lost(3);
        done(1);
        done(2);

        assertEquals(new Callers(4), finished.get(0).offered());
    }

    @Test
    void runOfWhichAllAreLostIsAbandoned() {
        begin();
        course.lost(1);
        course.lost(1);
        course.lost(2);
        assertFalse(course.isOver());

        course.lost(3);

        assertEquals(Optional.of(Ending.ABANDONED), ending);
    }

    @Test
    void oneThatIsLostBeforeTheStartEndsTheRun() {
        course.ready(1, 0);
        course.lost(2);

        assertEquals(Optional.of(Ending.ABANDONED), ending);
        course.ready(3, 0);
        assertEquals(List.of(), begun);
    }

    @Test
    void repeatedAndLateAnswersChangeNothing() {
        begin();
        Message.Done first = result(1);
        course.done(1, first);
        course.done(1, first);
        done(2);
        done(3);
        course.done(2, first);

        assertEquals(1, finished.size());
        assertEquals(320.0, (double) finished.get(0).counts().total(), 1, "80 req/s for 4 s, each counted once");
    }

    @Test
    void thoseThatHoldUpAStepAreKnown() {
        begin();
        done(2);

        assertEquals(Set.of(1, 3), course.undone(1));
        assertEquals(Set.of(), course.undone(2));
        done(1);
        done(3);
        assertEquals(Set.of(), course.undone(1), "it is over");
    }

    @Test
    void evidenceOfAllTogetherEndsAStep() {
        begin();
        doStepsUntil(() -> current().step().purpose() == Purpose.UP);
        int step = current().step().number();

        course.beat(1, beat(step, 100, 4, 0));
        assertEquals(List.of(), told, "a third is not enough");
        course.beat(2, beat(step, 100, 40, 0));
        course.beat(2, beat(step, 100, 40, 0));
        course.beat(3, beat(step - 1, 100, 40, 0));

        assertEquals(List.of(new Message.Stop(step)), told, "once");
    }

    @Test
    void wrongRequestOfOneEndsTheStepOfAll() {
        begin();
        List<Long> counts = counts();
        counts.set(Outcome.CLIENT_ERROR.ordinal(), 1L);

        course.beat(2, new Beat(1, counts, 0, 1, 1));

        assertEquals(List.of(new Message.Stop(1)), told);
    }

    @Test
    void queuesAreFullWhenAllTogetherWereRefusedOftenEnough() throws Exception {
        course = course(Map.of("clients.count", "3", "clients.search", "arrivals"));
        begin();
        doStepsUntil(() -> current().filling().refusals() > 0);
        NextStep.Run run = current();
        int step = run.step().number();
        int half = run.filling().refusals() / 2;

        course.beat(1, beat(step, 0, 0, half));
        assertThat(told).doesNotContain(new Message.Filled(step));
        course.beat(3, beat(step, 0, 0, run.filling().refusals() - half));

        assertThat(told).contains(new Message.Filled(step));
    }

    @Test
    void windowsAreOnTheCoordinatorsClock() {
        course.ready(1, 0);
        course.ready(2, 5_000);
        course.ready(3, -5_000);
        // all windows begin at 10,000 ms by the clock of each, so by the coordinator's 5 s earlier and later
        doStep(1, 2, 3);

        assertEquals(5_000, finished.get(0).windowStartMillis());
        assertEquals(19_000, finished.get(0).windowEndMillis());
    }

    private RunController course(Map<String, String> given) throws Exception {
        PlanSettings settings = SamplePlans.of(given);
        return new RunController(
                RunKind.MULTI_CLIENT.plan(settings),
                settings.search().rule(),
                settings.multiClient().weights(),
                new RunController.Listener() {
                    @Override
                    public void begin(NextStep.Run run, int seats) {
                        begun.add(run);
                    }

                    @Override
                    public void tell(Message message) {
                        told.add(message);
                    }

                    @Override
                    public void finished(StepStatistics step) {
                        finished.add(step);
                    }

                    @Override
                    public void ended(Ending why, int steps) {
                        ending = Optional.of(why);
                        assertEquals(finished.size(), steps);
                    }
                });
    }

    private void begin() {
        for (int client = 1; client <= 3; client++) {
            course.ready(client, 0);
        }
    }

    private NextStep.Run current() {
        return begun.get(begun.size() - 1);
    }

    private void doStepsUntil(BooleanSupplier enough) {
        for (int steps = 0; !enough.getAsBoolean(); steps++) {
            assertTrue(steps < 200 && ending.isEmpty(), "it goes on and on: " + finished.size() + " " + ending);
            doStep(1, 2, 3);
        }
    }

    private void doStep(int... clients) {
        List<Message.Done> results =
                Arrays.stream(clients).mapToObj(this::result).toList();
        for (int i = 0; i < clients.length; i++) {
            course.done(clients[i], results.get(i));
        }
    }

    private void done(int client) {
        course.done(client, result(client));
    }

    private Message.Done result(int client) {
        Load share = course.share(client).orElse(null);
        return SampleStep.done(current().step().label(), share);
    }

    private StepStatistics last(Purpose purpose) {
        return finished.stream()
                .filter(step -> step.step().purpose() == purpose)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static Beat beat(int step, long ok, long refused, long before) {
        List<Long> counts = counts();
        counts.set(Outcome.OK.ordinal(), ok);
        counts.set(Outcome.REFUSED.ordinal(), refused);
        return new Beat(step, counts, before, ok + refused, ok + refused);
    }

    private static List<Long> counts() {
        return new ArrayList<>(
                Arrays.stream(Outcome.values()).map(outcome -> 0L).toList());
    }
}
