package io.headroom.clients;

import io.headroom.load.Load;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.Step;
import io.headroom.load.StepRecorder;
import io.headroom.load.StepStatistics;
import io.headroom.load.StepTotal;
import io.headroom.load.Weights;
import io.headroom.plan.NextStep;
import io.headroom.plan.NextStep.Ending;
import io.headroom.plan.RunPlan;
import io.headroom.plan.TimeLeft;
import io.headroom.saturation.SaturationRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Decides what a run does next: when a step begins, when it ends early, and when the run is over. Every run is decided here, whether
 * its one injector is this process or several injectors are connected over TCP.
 *
 * <p>Each method takes an event and returns the commands that follow from it, in the order in which they have to be carried out. The
 * run begins when all injectors are ready. A step is finished when all remaining injectors have measured it. An injector that drops
 * out does not end the run: the others keep their shares of the load, and nobody takes over the missing share.
 *
 * <p>Reads no clock and does no input or output. Not safe for use by several threads.
 */
public final class RunController {

    /** Share of the most requests that may be in flight at which they count as all. */
    private static final double ALL_IN_FLIGHT = 0.95;

    private final RunPlan plan;
    private final SaturationRule rule;
    private final Weights weights;
    private final List<StepStatistics> finished = new ArrayList<>();
    private final Set<Integer> notReady = new TreeSet<>();
    private final Set<Integer> remaining = new TreeSet<>();
    private final Map<Integer, StepRecorder> measured = new TreeMap<>();
    private final Map<Integer, StepProgress> progress = new HashMap<>();
    private Optional<NextStep.Run> current = Optional.empty();
    private boolean filled;
    private boolean stopped;
    private boolean over;

    /**
     * Creates the controller of a run that has not begun.
     *
     * @param weights how the injectors, numbered from 1, share the load
     */
    public RunController(RunPlan plan, SaturationRule rule, Weights weights) {
        this.plan = plan;
        this.rule = rule;
        this.weights = weights;
        for (int injector = 1; injector <= weights.count(); injector++) {
            notReady.add(injector);
            remaining.add(injector);
        }
    }

    /** Called when an injector can start. Begins the run when it is the last one. */
    public List<Command> ready(int injector) {
        notReady.remove(injector);
        return notReady.isEmpty() && current.isEmpty() && !over ? List.of(next()) : List.of();
    }

    /**
     * Called while an injector runs a step. Decides whether the step may settle or end early; what belongs to another step is ignored.
     *
     * @param step number of the step
     */
    public List<Command> progress(int injector, int step, StepProgress soFar) {
        if (awaited(injector, step).isEmpty()) {
            return List.of();
        }
        progress.put(injector, soFar);
        return earlyDecisions(current.orElseThrow());
    }

    /**
     * Called when an injector has finished a step. A second report, and one of another step, are ignored.
     *
     * @param step     number of the step
     * @param recorder of what the injector measured, on the clock that all injectors share
     */
    public List<Command> finished(int injector, int step, StepRecorder recorder) {
        if (awaited(injector, step).isEmpty()) {
            return List.of();
        }
        measured.put(injector, recorder);
        return closeIfFinished();
    }

    /** Called when nothing more will come from an injector. Before the start, and when it was the last one, the run is abandoned. */
    public List<Command> droppedOut(int injector) {
        if (over || !remaining.remove(injector)) {
            return List.of();
        }
        if (!measured.containsKey(injector)) {
            progress.remove(injector); // nor will the step's total hold what it had counted
        }
        return current.isEmpty() || remaining.isEmpty() ? List.of(end(Ending.ABANDONED)) : closeIfFinished();
    }

    /** Ends the run, unless it is over. */
    public List<Command> giveUp(Ending ending) {
        return over ? List.of() : List.of(end(ending));
    }

    /**
     * Returns the step with that number if it is the current one and the injector has not finished it.
     *
     * @param number of the step
     */
    public Optional<Step> awaited(int injector, int number) {
        boolean busy = !over && remaining.contains(injector) && !measured.containsKey(injector);
        return current.map(NextStep.Run::step).filter(step -> busy && step.number() == number);
    }

    /** Returns the remaining injectors that have not finished the step with that number; none when it is not the current step. */
    Set<Integer> unfinished(int step) {
        Set<Integer> unfinished = new TreeSet<>(remaining);
        unfinished.removeIf(injector -> awaited(injector, step).isEmpty());
        return unfinished;
    }

    boolean isOver() {
        return over;
    }

    /** Returns the injectors that the start waits for. */
    Set<Integer> notReady() {
        return Set.copyOf(notReady);
    }

    /** Returns the injectors that have not dropped out. */
    Set<Integer> remaining() {
        return Set.copyOf(remaining);
    }

    /** Returns the injector's share of the current step's load; empty when it has none. */
    Optional<Load> share(int injector) {
        return current.flatMap(run -> weights.shareOf(run.step().load(), injector));
    }

    /** Returns how long the rest of the run takes, where the plan can tell. */
    public Optional<TimeLeft> timeLeft() {
        return plan.timeLeft(finished);
    }

    /** Returns why the run goes on with a step that was not to be expected; empty for every other step. */
    public Optional<String> why() {
        return plan.why(finished);
    }

    private List<Command> earlyDecisions(NextStep.Run run) {
        List<Command> commands = new ArrayList<>();
        int step = run.step().number();
        int refusals = run.filling().refusals();
        if (!filled && refusals > 0 && (refusedBefore() >= refusals || allInFlight(run))) {
            filled = true;
            commands.add(new Command.Settle(step));
        }
        if (!stopped && rule.ends(run.step(), counts())) {
            stopped = true;
            commands.add(new Command.StopStep(step));
        }
        return commands;
    }

    /** Returns whether as many requests are in flight as may be: whoever was just answered needs a moment to send again. */
    private boolean allInFlight(NextStep.Run run) {
        int users = run.arrivalUsers(plan.users());
        long most = remaining.stream()
                .filter(injector -> share(injector).isPresent())
                .mapToLong(injector -> weights.mostCallers(users, injector))
                .sum();
        long inFlight =
                progress.values().stream().mapToLong(StepProgress::inFlight).sum();
        return most > 0 && inFlight >= ALL_IN_FLIGHT * Math.min(users, most);
    }

    private long refusedBefore() {
        return progress.values().stream().mapToLong(StepProgress::refusedBefore).sum();
    }

    private OutcomeCounts counts() {
        return OutcomeCounts.sum(
                progress.values().stream().map(StepProgress::counts).toList());
    }

    private List<Command> closeIfFinished() {
        if (!measured.keySet().containsAll(remaining)) {
            return List.of();
        }
        StepTotal total = new StepTotal(current.orElseThrow().step());
        measured.forEach((injector, recorder) -> total.addShare(recorder, share(injector)));
        StepStatistics statistics = total.statistics();
        finished.add(statistics);
        return List.of(new Command.Report(statistics), next());
    }

    private Command next() {
        measured.clear();
        progress.clear();
        filled = false;
        stopped = false;
        return plan.next(finished).match(this::begin, over -> end(over.ending()));
    }

    private Command begin(NextStep.Run run) {
        current = Optional.of(run);
        return new Command.BeginStep(run);
    }

    private Command end(Ending ending) {
        over = true;
        return new Command.EndRun(ending, finished.size());
    }
}
