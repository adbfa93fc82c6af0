package io.headroom.simulation;

import io.headroom.console.InternalFailure;
import io.headroom.load.InjectorSample;
import io.headroom.load.StepRecorder;
import io.headroom.load.StepStatistics;
import io.headroom.plan.EndMark;
import io.headroom.plan.IdlePolling;
import io.headroom.plan.NextStep.Ending;
import io.headroom.plan.TimeLeft;
import io.headroom.report.text.StepLine;
import io.headroom.report.text.TimeLeftText;
import io.headroom.saturation.OverloadRule;
import io.headroom.settings.Settings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Carries out the decisions of a {@link StepSource}: opens a step, waits for its end, closes it, and waits for the next decision. Its
 * methods are called by one virtual user, in the order in which they stand here, except {@link #current}, {@link #isOver} and
 * {@link #interrupt}, which any thread may call.
 */
final class Conductor {

    /** Pause between two checks of whether a step is over. */
    static final Duration TICK = Duration.ofMillis(10);

    /** Time to get ready after all idle virtual users have noticed a step. */
    private static final Duration SPARE = Duration.ofMillis(70);

    /** Shortest part of a measured window whose evidence can end the step early. */
    private static final Duration LEAST_WINDOW = Duration.ofMillis(500);

    private static final Duration DRAIN_WHEN_INTERRUPTED = Duration.ofSeconds(3);

    private final int users;
    private final OverloadRule rule;
    private final Settings settings;
    private final StepSource source;
    private final OpenFiles files;
    private final ConnectionPools connections;
    private final PrintStream out;
    private final RunListener listener;
    private final String scenario;
    private final RunClock clock;
    private final RunProgress progress;
    private final SpareFiles spareFiles = new SpareFiles();
    private volatile ActiveStep current;
    private volatile boolean interrupted;
    private Optional<StepSource.Order> order = Optional.empty();
    private volatile boolean over;
    private volatile boolean failed;
    private boolean ready;
    private boolean open;
    private boolean shortOfFiles;
    private Optional<TimeLeft> leftBefore = Optional.empty();
    private final List<StepStatistics> finished = new ArrayList<>();
    private Ending ending = Ending.ENDPOINT_FAILS; // until the smoke call succeeds
    private long endedNanos;

    /** Receives the progress of a run. */
    interface RunListener {

        /** Called on every tick of the conductor. */
        void ticked(Progress progress);

        /**
         * Called when a step is closed.
         *
         * @param step   label of the step
         * @param sample what the injector noticed about itself
         */
        void closed(String step, InjectorSample sample);
    }

    /**
     * Creates the conductor of a run.
     *
     * @param scenario name of the conductor's scenario, which no other run has
     * @param users    the most virtual users that a step needs
     */
    Conductor(
            String scenario,
            int users,
            StepSource source,
            RunClock clock,
            RunProgress progress,
            Settings settings,
            OpenFiles files,
            ConnectionPools connections,
            PrintStream out,
            RunListener listener) {
        this.scenario = scenario;
        this.users = users;
        this.source = source;
        this.clock = clock;
        this.progress = progress;
        this.listener = listener;
        this.settings = settings;
        this.files = files;
        this.connections = connections;
        this.rule = new OverloadRule(settings.plan().search().rule());
        this.out = out;
    }

    /** Returns the step that is running or was the last; null before the first one. */
    ActiveStep current() {
        return current;
    }

    /** Returns whether the run is over and all virtual users leave. */
    boolean isOver() {
        return over;
    }

    /** Stops the run as soon as possible. */
    void interrupt() {
        interrupted = true;
    }

    /** Returns whether the run is to stop as soon as possible. */
    boolean isInterrupted() {
        return interrupted || failed;
    }

    /**
     * Calls an action of the run's one conducting user. When it throws, the run ends: that user would leave, and all others would wait
     * for its next step for ever.
     */
    void guarded(Runnable action) {
        holds(() -> {
            action.run();
            return true;
        });
    }

    /** Returns whether a condition holds; not when it throws, which ends the run. */
    boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (RuntimeException | Error e) {
            if (!failed) {
                failed = true;
                out.println("The run ends here: " + InternalFailure.description(e) + ". What was measured is kept.");
            }
            return false;
        }
    }

    /** Returns how far the run has got. */
    Progress progress() {
        return progress.now();
    }

    /** Called when the smoke call was answered. */
    void ready() {
        ready = true;
        source.ready();
    }

    /** Returns whether the next decision is still awaited. */
    boolean waits() {
        listener.ticked(progress.now());
        boolean cutShort = isCutShort(); // read before the decision: a coordinator can send the end and then disappear
        if (order.isEmpty() && !isInterrupted()) {
            order = source.next();
        }
        return order.isEmpty() && !cutShort;
    }

    /** Opens the next step, if there is one. */
    void openNext() {
        open = false;
        Optional<StepSource.Order> decided = order;
        order = Optional.empty();
        if (decided.orElse(null) instanceof StepSource.Over end) {
            ending = end.ending();
        }
        if (decided.isEmpty() && !isInterrupted()) {
            ending = Ending.ABANDONED;
            source.disconnection().ifPresent(reason -> out.println("The run ends here: " + reason + "."));
        }
        if (isInterrupted() || !(decided.orElse(null) instanceof StepSource.Next next)) {
            return;
        }
        if (current == null) {
            StepLine.legend(next.step().run().step().purpose()).forEach(out::println);
        }
        source.why().map(StepLine::why).ifPresent(out::println);
        Optional<TimeLeft> left = source.timeLeft();
        out.println(StepLine.next(next.step().run(), TimeLeftText.of(leftBefore, left)));
        leftBefore = left;
        current = new ActiveStep(next.step(), clock, progress, rule.rule().retryWait(), TICK, settings.seed());
        progress.begins(current);
        open = true;
    }

    /** Returns whether nothing can be measured any more. */
    private boolean isCutShort() {
        return isInterrupted() || source.disconnection().isPresent();
    }

    /** Returns how long an idle virtual user sleeps before it looks for the next step. */
    Duration idlePause() {
        return IdlePolling.every(users);
    }

    /** Returns the time from a decision to the start of its step: all idle virtual users have noticed it by then. */
    static Duration lead(int users) {
        return IdlePolling.every(users).plus(SPARE);
    }

    /** Returns the name of the conductor's scenario, by which the log of this run is found. */
    String scenario() {
        return scenario;
    }

    /** Returns how the run has ended. */
    EndMark endMark() {
        Ending uninterrupted = failed ? Ending.FAILED : ending;
        return new EndMark(interrupted && !failed ? Ending.INTERRUPTED : uninterrupted, finished.size());
    }

    /** Returns whether a step was opened. */
    boolean hasOpen() {
        return open && !failed;
    }

    /** Returns whether the time before the measured window goes on. */
    boolean settles() {
        listener.ticked(progress.now());
        return !isCutShort() && current.settles(source.isFilled(current)) && !files.areShort();
    }

    void startWindow() {
        current.startWindow();
    }

    /** Returns whether the window goes on. It ends before the last file descriptor is used: without one, Java cannot load a class. */
    boolean measures() {
        current.tick(connections.open(System.currentTimeMillis()));
        listener.ticked(progress.now());
        return !isCutShort() && !isConclusive() && !current.isDone() && !files.areShort();
    }

    private boolean isConclusive() {
        return current.measuredNanos() >= LEAST_WINDOW.toNanos() && source.isConclusive(current);
    }

    void endWindow() {
        current.end();
        shortOfFiles = files.areShort();
        endedNanos = System.nanoTime();
    }

    /** Returns whether requests of the step are still awaited. They belong to it, so the next step begins when they are answered. */
    boolean drains() {
        listener.ticked(progress.now());
        Duration longest = isInterrupted()
                ? DRAIN_WHEN_INTERRUPTED
                : settings.endpoint().requestTimeout().plusSeconds(1);
        return current.hasInFlight() && System.nanoTime() - endedNanos < longest.toNanos();
    }

    /** Closes the step and reports it. */
    void close() {
        // not while requests are awaited: connections that are opened again would take the descriptors
        if (shortOfFiles) {
            spareFiles.release();
        }
        Duration drained = Duration.ofNanos(System.nanoTime() - endedNanos);
        InjectorSample sample = current.sample();
        StepRecorder measured = current.measured(sample);
        StepStatistics statistics = measured.statistics();
        finished.add(statistics);
        out.println(StepLine.of(statistics, rule.judge(statistics, finished)) + StepLine.drained(drained));
        listener.closed(current.label(), sample);
        if (!isCutShort()) {
            source.closed(current.run().step(), measured, sample);
        }
    }

    /** Ends the run. */
    void finish() {
        over = true; // first: the other users leave, whatever becomes of the coordinator
        source.disconnect(reasonOfEnd());
    }

    private String reasonOfEnd() {
        if (failed) {
            return "an error in Headroom itself ended it";
        }
        String smokeFailed = ready ? "its run has ended" : "its smoke call failed";
        return interrupted ? "it was interrupted" : smokeFailed;
    }
}
