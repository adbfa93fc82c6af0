package io.headroom.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.load.InjectorSample;
import io.headroom.load.InjectorWatch;
import io.headroom.load.Load.Arrivals;
import io.headroom.load.Load.Callers;
import io.headroom.load.Outcome;
import io.headroom.load.StepRecorder;
import io.headroom.load.Weights;
import io.headroom.plan.NextStep;
import io.headroom.plan.NextStep.Ending;
import io.headroom.plan.PlanSettings;
import io.headroom.plan.RunKind;
import io.headroom.plan.RunPlan;
import io.headroom.runlog.ScriptedRun;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalStepsTest {

    private static final Duration LEAD = Duration.ofMillis(120);
    private static final InjectorSample SAMPLE =
            new InjectorWatch(10_000_000).sample(0.5, OptionalDouble.empty(), 0.1, 0.2, 0, 0);

    private PlanSettings settings;
    private RunPlan plan;

    @BeforeEach
    void plan() throws Exception {
        settings = ScriptedRun.plan();
        plan = RunKind.SINGLE_CLIENT.plan(settings);
    }

    @Test
    void stepStartsAfterTheLead() {
        LocalSteps steps = steps(Optional.empty());
        assertEquals(Optional.empty(), steps.next());
        steps.ready();
        long before = System.nanoTime();

        StepOrder order = next(steps);

        assertEquals("01 warm-up: 4 callers", order.run().step().label());
        assertEquals(List.of(new StepPart(0, new Callers(4), 4)), order.parts());
        assertEquals(1, order.clients());
        assertTrue(order.startNanos() >= before + LEAD.toNanos());
        assertTrue(order.startNanos() <= System.nanoTime() + LEAD.toNanos());
        assertEquals(Optional.empty(), steps.next(), "each decision is given once");
    }

    @Test
    void clientsOfThisProcessShareTheLoad() {
        LocalSteps steps = steps(Optional.of(new Weights(List.of(1.0, 1.0, 2.0))));
        steps.ready();

        StepOrder order = next(steps);

        assertEquals(
                List.of(
                        new StepPart(1, new Callers(1), 1),
                        new StepPart(2, new Callers(1), 1),
                        new StepPart(3, new Callers(2), 2)),
                order.parts());
        assertEquals(3, order.clients());
    }

    @Test
    void runEndsWhenThePlanDoes() {
        LocalSteps steps = steps(Optional.empty());
        steps.ready();
        NextStep.Run run = next(steps).run();
        StepRecorder recorder = new StepRecorder(run.step());
        recorder.startWindow(0);
        recorder.endWindow(1000);
        for (int i = 0; i < 5; i++) {
            recorder.request(10, 10, Outcome.CLIENT_ERROR);
        }

        steps.closed(run.step(), recorder, SAMPLE);

        assertEquals(Optional.of(new StepSource.Over(Ending.WRONG_TEST)), steps.next());
    }

    @Test
    void wrongRequestsEndTheStep() {
        LocalSteps steps = steps(Optional.empty());
        steps.ready();
        ActiveStep step = active(next(steps));
        assertTrue(steps.isFilled(step), "there is nothing to fill");
        step.startWindow();
        assertFalse(steps.isConclusive(step));

        for (int i = 0; i < 5; i++) {
            step.answer(0, step.requestName(), 0, 1, Outcome.CLIENT_ERROR, OptionalInt.of(404));
        }

        assertTrue(steps.isConclusive(step));
    }

    /** The plan of arrivals begins its plateau with a filling, which ends after so many refusals. */
    @Test
    void queuesAreFullAfterEnoughRefusalsOfTheSameStep() {
        plan = RunKind.ARRIVALS.plan(settings);
        LocalSteps steps = steps(Optional.empty());
        steps.ready();
        ActiveStep first = untilFilling(steps);
        int refusals = first.run().filling().refusals();

        refuse(first, refusals - 1);
        assertFalse(steps.isFilled(first), "one refusal too few");
        refuse(first, 1);
        assertTrue(steps.isFilled(first));
        assertTrue(steps.isFilled(first), "it stays full");

        steps.closed(first.run().step(), served(first.run()), SAMPLE);
        ActiveStep second = active(next(steps));
        assertTrue(second.run().filling().refusals() > 0, second.label());
        assertFalse(steps.isFilled(second), "each step fills for itself");
    }

    /** 200 users take part, and a service of 240 req/s and 10 ms has a knee of 2.4: 64·2.4 are 154, of which 95 % are 147. */
    @Test
    void queuesCountAsFullWhenAsManyRequestsAreInFlightAsMayBe() {
        plan = RunKind.ARRIVALS.plan(settings);
        LocalSteps steps = steps(Optional.empty());
        steps.ready();
        ActiveStep step = untilFilling(steps);

        assertEquals(154, step.run().mostInFlight());
        assertEquals(154, step.part(0).orElseThrow().users());
        send(step, 146);
        assertFalse(steps.isFilled(step));
        send(step, 1);
        assertTrue(steps.isFilled(step));
    }

    private static void send(ActiveStep step, int requests) {
        for (int i = 0; i < requests; i++) {
            step.send();
        }
    }

    /** Runs steps that are served well, until one begins with a filling. */
    private static ActiveStep untilFilling(LocalSteps steps) {
        StepOrder order = next(steps);
        while (order.run().filling().refusals() == 0) {
            steps.closed(order.run().step(), served(order.run()), SAMPLE);
            order = next(steps);
        }
        return active(order);
    }

    /** Returns what is measured of a service that takes 240 req/s and refuses the rest. */
    private static StepRecorder served(NextStep.Run run) {
        int offered = run.step().load() instanceof Arrivals arrivals ? (int) arrivals.requestsPerSecond() : 80;
        StepRecorder recorder = new StepRecorder(run.step());
        recorder.startWindow(0);
        recorder.endWindow(1000);
        recorder.requests(10, 10, Outcome.OK, Math.min(offered, 240));
        recorder.requests(10, 1, Outcome.REFUSED, Math.max(0, offered - 240));
        return recorder;
    }

    private static void refuse(ActiveStep step, int times) {
        for (int i = 0; i < times; i++) {
            step.answer(0, step.requestName(), 0, 1, Outcome.REFUSED, OptionalInt.of(503));
        }
    }

    private static ActiveStep active(StepOrder order) {
        return new ActiveStep(
                order, new RunClock(), new RunProgress(), Duration.ofMillis(100), Duration.ofMillis(10), 1);
    }

    private LocalSteps steps(Optional<Weights> clients) {
        return new LocalSteps(plan, settings.search().rule(), clients, LEAD);
    }

    private static StepOrder next(LocalSteps steps) {
        return ((StepSource.Next) steps.next().orElseThrow()).step();
    }
}
