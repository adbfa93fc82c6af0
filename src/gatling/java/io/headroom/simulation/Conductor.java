package io.headroom.simulation;

import io.headroom.load.InjectorSample;
import io.headroom.load.StepStatistics;
import io.headroom.plan.EndMark;
import io.headroom.plan.IdlePolling;
import io.headroom.plan.NextStep.Ending;
import io.headroom.report.text.StepLine;
import io.headroom.run.InjectorFile;
import io.headroom.saturation.SaturationRule;
import io.headroom.settings.Settings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries out a plan: opens a step, waits for its end, closes it, asks for the next. Its own methods are called by one
 * virtual user, in this order; {@link #current}, {@link #isOver} and {@link #interrupt} by anyone.
 */
final class Conductor {

    /** How long the conductor sleeps before it looks whether a step is over. */
    static final Duration TICK = Duration.ofMillis(10);

    /** Before a step begins all seats have looked up, and this much is left to get ready. */
    private static final Duration SPARE = Duration.ofMillis(70);

    /** Early evidence is believed after this much of a measured window. */
    private static final Duration LEAST_WINDOW = Duration.ofMillis(500);

    private static final Duration DRAIN_WHEN_INTERRUPTED = Duration.ofSeconds(3);

    private final int users;
    private final SaturationRule rule;
    private final Settings settings;
    private final StepSource guide;
    private final OpenFiles files;
    private final PrintStream out;
    private final RunListener witness;
    private final List<StepStatistics> finished = new ArrayList<>();
    private final String scenario;
    private final RunClock clock;
    private final RunProgress progress;
    private final SpareFiles spareFiles = new SpareFiles();
    private volatile ActiveStep current;
    private volatile boolean interrupted;
    private Optional<StepSource.Order> order = Optional.empty();
    private volatile boolean over;
    private boolean ready;
    private boolean open;
    private boolean shortOfFiles;
    private Ending ending = Ending.ENDPOINT_FAILS; // until a smoke call succeeds
    private long endedNanos;

    /** Is told how the run goes on. */
    interface RunListener {
        /** Time has passed: some ten times as often as anyone looks. */
        void ticked(Progress progress);

        /**
         * @param scenario name of a scenario that only this run has
         * @param step     label of the step
         * @param sample   what the injector noticed about itself
         */
        void closed(String scenario, String step, InjectorSample sample);
    }

    /**
     * @param scenario name of its scenario, which no other run has
     * @param users    the most virtual users that any step needs
     */
    Conductor(
            String scenario,
            int users,
            StepSource guide,
            RunClock clock,
            RunProgress progress,
            Settings settings,
            OpenFiles files,
            PrintStream out,
            RunListener witness) {
        this.scenario = scenario;
        this.users = users;
        this.guide = guide;
        this.clock = clock;
        this.progress = progress;
        this.witness = witness;
        this.settings = settings;
        this.files = files;
        this.rule = settings.plan().search().rule();
        this.out = out;
    }

    ActiveStep current() {
        return current;
    }

    /** The run is over: everyone goes home. */
    boolean isOver() {
        return over;
    }

    /** Stops the run as soon as possible. */
    void interrupt() {
        interrupted = true;
    }

    /** How far the run has got. */
    Progress progress() {
        return progress.now();
    }

    boolean isInterrupted() {
        return interrupted;
    }

    /** The smoke call was answered: the run may begin. */
    void ready() {
        ready = true;
        guide.ready();
    }

    /** Whether it is still to be decided what comes next. */
    boolean waits() {
        witness.ticked(progress.now());
        boolean cutShort = isCutShort(); // asked before the order: a coordinator that is gone may have said the end
        if (order.isEmpty() && !interrupted) {
            order = guide.next(finished);
        }
        return order.isEmpty() && !cutShort;
    }

    /** Opens the next step, if there is one. */
    void openNext() {
        open = false;
        Optional<StepSource.Order> decided = order;
        order = Optional.empty();
        decided.filter(StepSource.Over.class::isInstance).ifPresent(over -> ending = ((StepSource.Over) over).ending());
        if (guide.isLost() && decided.isEmpty()) {
            ending = Ending.ABANDONED;
        }
        if (interrupted || !(decided.orElse(null) instanceof StepSource.Next next)) {
            return;
        }
        out.println(StepLine.next(next.step().run(), guide.atMostLeft(finished)));
        current = new ActiveStep(next.step(), clock, progress, rule.retryWait(), TICK, settings.seed());
        progress.begins(current);
        open = true;
    }

    /** Nothing can be measured any more. */
    private boolean isCutShort() {
        return interrupted || guide.isLost();
    }

    /** How long an idle seat sleeps before it looks up. */
    Duration lookUp() {
        return IdlePolling.every(users);
    }

    /** From a decision to the start of its step: all seats have looked up by then. */
    static Duration lead(int users) {
        return IdlePolling.every(users).plus(SPARE);
    }

    /** Name of the conductor's scenario, which no other run has: the run's log is found by it. */
    String scenario() {
        return scenario;
    }

    /** How the run ended, when it has. */
    EndMark endMark() {
        return new EndMark(interrupted ? Ending.INTERRUPTED : ending, finished.size());
    }

    /** Whether a step has been opened that is to be run. */
    boolean hasOpen() {
        return open;
    }

    boolean settles() {
        witness.ticked(progress.now());
        return !isCutShort() && current.settles(guide.isFilled(current)) && !files.areShort();
    }

    void startWindow() {
        current.startWindow();
    }

    /** A step ends before the last file descriptor is gone: without one, Java cannot even load a class any more. */
    boolean measures() {
        current.tick();
        witness.ticked(progress.now());
        return !isCutShort() && !isConclusive() && !current.isDone() && !files.areShort();
    }

    private boolean isConclusive() {
        if (current.measuredNanos() < LEAST_WINDOW.toNanos()) {
            return false;
        }
        return guide.isConclusive(current);
    }

    void endWindow() {
        current.end();
        shortOfFiles = files.areShort();
        endedNanos = System.nanoTime();
    }

    /** Requests in flight belong to the step that sent them: the next one begins when they are answered. */
    boolean drains() {
        witness.ticked(progress.now());
        Duration longest = interrupted
                ? DRAIN_WHEN_INTERRUPTED
                : settings.endpoint().requestTimeout().plusSeconds(1);
        return current.hasInFlight() && System.nanoTime() - endedNanos < longest.toNanos();
    }

    void close() {
        if (shortOfFiles) { // not before all is answered: connections that are tried again would take them
            spareFiles.release();
        }
        InjectorSample sample = current.sample();
        StepStatistics statistics = current.statistics(sample);
        finished.add(statistics);
        out.println(StepLine.of(statistics, rule.judge(statistics)));
        witness.closed(scenario, current.label(), sample);
        if (!isCutShort()) {
            guide.closed(current.run().step().number(), current.recorded(), InjectorFile.line(current.label(), sample));
        }
    }

    void finish() {
        String smokeFailed = ready ? "its run has ended" : "its smoke call failed";
        guide.leave(interrupted ? "it was interrupted" : smokeFailed);
        over = true;
    }
}
