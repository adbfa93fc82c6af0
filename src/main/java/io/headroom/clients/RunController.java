package io.headroom.clients;

import io.headroom.clients.Message.Beat;
import io.headroom.clients.Message.Done;
import io.headroom.load.Load;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.StepRecorder;
import io.headroom.load.StepStatistics;
import io.headroom.load.StepTotal;
import io.headroom.load.Weights;
import io.headroom.plan.NextStep;
import io.headroom.plan.NextStep.Ending;
import io.headroom.plan.RunPlan;
import io.headroom.run.InjectorFile;
import io.headroom.saturation.SaturationRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The course of a run that several injectors do together. A step is over when all that are left have done it; one that is lost
 * leaves its share of the load to nobody, so that what was offered is what the others offered. Knows no clock and no network. Not
 * safe for use by several threads.
 */
final class RunController {

    /** What the coordinator does about it. */
    interface Listener {
        /** Everyone who is left is to run a step. */
        void begin(NextStep.Run run, int seats);

        /** Everyone who is left is told the same. */
        void tell(Message message);

        /** A step is over. */
        void finished(StepStatistics step);

        /** The run is over. */
        void ended(Ending ending, int steps);
    }

    private final RunPlan plan;
    private final SaturationRule rule;
    private final Weights weights;
    private final Listener listener;
    private final List<StepStatistics> finished = new ArrayList<>();
    private final Set<Integer> waitedFor = new TreeSet<>();
    private final Set<Integer> left = new TreeSet<>();
    private final Map<Integer, StepRecorder> done = new TreeMap<>();
    private final Map<Integer, Beat> beats = new HashMap<>();
    private final Map<Integer, Long> clockMillis = new HashMap<>();
    private NextStep.Run current;
    private boolean filled;
    private boolean stopped;
    private boolean over;

    RunController(RunPlan plan, SaturationRule rule, Weights weights, Listener listener) {
        this.plan = plan;
        this.rule = rule;
        this.weights = weights;
        this.listener = listener;
        for (int client = 1; client <= weights.count(); client++) {
            waitedFor.add(client);
            left.add(client);
        }
    }

    /**
     * An injector is ready to start. When all are, the run begins.
     *
     * @param laterMillis how far its clock is behind the coordinator's, milliseconds
     */
    void ready(int client, long laterMillis) {
        clockMillis.put(client, laterMillis);
        waitedFor.remove(client);
        if (waitedFor.isEmpty() && current == null && !over) {
            next();
        }
    }

    /** An injector told how far it has got. */
    void beat(int client, Beat beat) {
        if (isOfCurrent(client, beat.step())) {
            beats.put(client, beat);
            judgeEarly();
        }
    }

    /**
     * An injector has done its part of the step.
     *
     * @throws IllegalArgumentException when it cannot be added up
     */
    void done(int client, Done what) {
        if (isOfCurrent(client, what.step())) {
            done.put(client, recorder(client, what));
            closeIfDone();
        }
    }

    /** An injector will say nothing more. Before the start, the run is given up; later, the others go on without it. */
    void lost(int client) {
        if (over || !left.remove(client)) {
            return;
        }
        if (current == null || left.isEmpty()) {
            end(Ending.ABANDONED);
        } else {
            closeIfDone();
        }
    }

    /** Gives up, for not all came or the coordinator was told to stop. */
    void giveUp(Ending ending) {
        if (!over) {
            end(ending);
        }
    }

    /** Those that are left and have not done that step, if it is the one that is run. */
    Set<Integer> undone(int step) {
        Set<Integer> undone = new TreeSet<>();
        if (!over && current != null && current.step().number() == step) {
            undone.addAll(left);
            undone.removeAll(done.keySet());
        }
        return undone;
    }

    boolean isOver() {
        return over;
    }

    /** Those that were not ready yet. */
    Set<Integer> waitedFor() {
        return Set.copyOf(waitedFor);
    }

    /** Those that have not been lost. */
    Set<Integer> left() {
        return Set.copyOf(left);
    }

    /** How long the rest takes at most, where that can be told. */
    Optional<Duration> atMostLeft() {
        return plan.atMostLeft(finished);
    }

    private boolean isOfCurrent(int client, int step) {
        return !over
                && current != null
                && current.step().number() == step
                && left.contains(client)
                && !done.containsKey(client);
    }

    private void judgeEarly() {
        int step = current.step().number();
        if (!filled
                && current.filling().refusals() > 0
                && refusedBefore() >= current.filling().refusals()) {
            filled = true;
            listener.tell(new Message.Filled(step));
        }
        if (!stopped && rule.ends(current.step().purpose(), counts())) {
            stopped = true;
            listener.tell(new Message.Stop(step));
        }
    }

    private long refusedBefore() {
        return beats.values().stream().mapToLong(Beat::refused).sum();
    }

    private OutcomeCounts counts() {
        Map<Outcome, Long> sum = new EnumMap<>(Outcome.class);
        for (Beat beat : beats.values()) {
            for (int i = 0; i < Math.min(Outcome.values().length, beat.counts().size()); i++) {
                sum.merge(Outcome.values()[i], beat.counts().get(i), Long::sum);
            }
        }
        return new OutcomeCounts(sum);
    }

    private void closeIfDone() {
        if (!done.keySet().containsAll(left)) {
            return;
        }
        StepTotal total = new StepTotal(current.step());
        done.forEach((client, recorder) -> total.addShare(recorder, share(client)));
        StepStatistics statistics = total.statistics();
        finished.add(statistics);
        listener.finished(statistics);
        next();
    }

    /** What an injector offers of the current step. */
    Optional<Load> share(int client) {
        return weights.shareOf(current.step().load(), client);
    }

    private StepRecorder recorder(int client, Done what) {
        StepRecorder recorder = new StepRecorder(current.step());
        recorder.add(what.recorded(), clockMillis.getOrDefault(client, 0L));
        recorder.noticed(InjectorFile.sample(what.noticed()));
        return recorder;
    }

    private void next() {
        done.clear();
        beats.clear();
        filled = false;
        stopped = false;
        NextStep next = plan.next(finished);
        if (next instanceof NextStep.Run run) {
            current = run;
            listener.begin(run, plan.seats(finished));
        } else {
            end(((NextStep.Finished) next).ending());
        }
    }

    private void end(Ending ending) {
        over = true;
        listener.ended(ending, finished.size());
    }
}
