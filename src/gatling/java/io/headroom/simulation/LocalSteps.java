package io.headroom.simulation;

import io.headroom.clients.Command;
import io.headroom.clients.RunController;
import io.headroom.clients.StepProgress;
import io.headroom.load.InjectorSample;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.Step;
import io.headroom.load.StepRecorder;
import io.headroom.load.Weights;
import io.headroom.plan.NextStep;
import io.headroom.plan.RunPlan;
import io.headroom.plan.TimeLeft;
import io.headroom.saturation.SaturationRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Takes the decisions of a controller in this process, which has this process as its only injector. */
final class LocalSteps implements StepSource, Command.Executor {

    /** Number of this injector, which offers the whole load. */
    private static final int INJECTOR = 1;

    private static final OutcomeCounts NOTHING_MEASURED = new OutcomeCounts(Map.of());

    private final RunController controller;
    private final Optional<Weights> clients;
    private final int users;
    private final Duration lead;
    private Optional<Supplier<Order>> order = Optional.empty();
    private int filledStep; // steps are numbered from 1
    private int stoppedStep;

    /**
     * @param clients how the clients of this process share the load; empty in a run without clients
     * @param lead    from a decision to the start of the step
     */
    LocalSteps(RunPlan plan, SaturationRule rule, Optional<Weights> clients, Duration lead) {
        this.controller = new RunController(plan, rule, Weights.even(1));
        this.clients = clients;
        this.users = plan.users();
        this.lead = lead;
    }

    @Override
    public void ready() {
        carryOut(controller.ready(INJECTOR));
    }

    @Override
    public void closed(Step step, StepRecorder measured, InjectorSample sample) {
        carryOut(controller.finished(INJECTOR, step.number(), measured));
    }

    private void carryOut(List<Command> commands) {
        commands.forEach(command -> command.accept(this));
    }

    @Override
    public void begin(Command.BeginStep command) {
        order = Optional.of(() -> new Next(step(command)));
    }

    @Override
    public void settle(Command.Settle command) {
        filledStep = command.step();
    }

    @Override
    public void stop(Command.StopStep command) {
        stoppedStep = command.step();
    }

    /** Ignores the result: the conductor reports it. */
    @Override
    public void report(Command.Report command) {}

    @Override
    public void end(Command.EndRun command) {
        order = Optional.of(() -> new Over(command.ending()));
    }

    /** Returns the order; a step's start is set only now, so that the lead begins when the order is taken. */
    @Override
    public Optional<Order> next() {
        Optional<Supplier<Order>> decided = order;
        order = Optional.empty();
        return decided.map(Supplier::get);
    }

    private StepOrder step(Command.BeginStep begin) {
        NextStep.Run run = begin.run();
        List<StepPart> parts = clients.map(weights -> shares(run, weights))
                .orElseGet(() -> List.of(StepPart.whole(run, run.arrivalUsers(users))));
        long startNanos = System.nanoTime() + lead.toNanos();
        return new StepOrder(run, startNanos, parts, clients.map(Weights::count).orElse(1));
    }

    private List<StepPart> shares(NextStep.Run run, Weights weights) {
        return IntStream.rangeClosed(1, weights.count())
                .boxed()
                .flatMap(client -> weights
                        .shareOf(run.step().load(), client)
                        .map(share -> StepPart.of(client, share, weights.mostCallers(run.arrivalUsers(users), client)))
                        .stream())
                .toList();
    }

    /** Reports no measured requests, because the measured window begins after the filling. */
    @Override
    public boolean isFilled(ActiveStep step) {
        int number = step.run().step().number();
        if (step.run().filling().refusals() > 0) {
            carryOut(controller.progress(
                    INJECTOR,
                    number,
                    new StepProgress(step.refusedWhileSettling(), step.inFlight(), NOTHING_MEASURED)));
        }
        return step.run().filling().refusals() == 0 || filledStep == number;
    }

    @Override
    public boolean isConclusive(ActiveStep step) {
        int number = step.run().step().number();
        carryOut(controller.progress(
                INJECTOR, number, new StepProgress(step.refusedWhileSettling(), step.inFlight(), step.counts())));
        return stoppedStep == number;
    }

    /** Returns nothing, because the controller is in this process. */
    @Override
    public Optional<String> disconnection() {
        return Optional.empty();
    }

    @Override
    public void disconnect(String reason) {
        // nobody waits for this injector
    }

    @Override
    public Optional<String> why() {
        return controller.why();
    }

    @Override
    public Optional<TimeLeft> timeLeft() {
        return controller.timeLeft();
    }
}
