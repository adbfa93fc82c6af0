package io.headroom.simulation;

import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep;
import io.headroom.plan.RunPlan;
import io.headroom.report.StepLine;
import io.headroom.saturation.SaturationRule;
import io.headroom.settings.Settings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries out a plan: opens a step, waits for its end, closes it, asks for the next. Its own methods are called by one
 * virtual user, in this order; {@link #current}, {@link #isOver} and {@link #interrupt} by anyone.
 */
final class Conductor {

    /** Before a step begins all seats have looked up and know of it. */
    static final Duration LEAD = Duration.ofMillis(120);

    /** Early evidence is believed after this much of a measured window. */
    private static final Duration LEAST_WINDOW = Duration.ofMillis(500);

    private static final Duration DRAIN_WHEN_INTERRUPTED = Duration.ofSeconds(3);

    private final RunPlan plan;
    private final SaturationRule rule;
    private final Settings settings;
    private final PrintStream out;
    private final Runnable afterStep;
    private final List<StepStatistics> finished = new ArrayList<>();
    private final RunClock clock = new RunClock();
    private volatile ActiveStep current;
    private volatile boolean interrupted;
    private volatile boolean over;
    private boolean open;
    private long drainUntilNanos;

    /** @param afterStep called when a step has been closed */
    Conductor(RunPlan plan, Settings settings, PrintStream out, Runnable afterStep) {
        this.afterStep = afterStep;
        this.plan = plan;
        this.settings = settings;
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

    boolean isInterrupted() {
        return interrupted;
    }

    /** Opens the next step, if there is one. */
    void openNext() {
        if (interrupted || !(plan.next(finished) instanceof NextStep.Run run)) {
            open = false;
            return;
        }
        open = true;
        out.println(StepLine.next(run, plan.atMostLeft(finished)));
        current = new ActiveStep(run, clock, System.nanoTime() + LEAD.toNanos(), settings.retryWait(), settings.seed());
    }

    /** Whether a step has been opened that is to be run. */
    boolean hasOpen() {
        return open;
    }

    boolean settles() {
        return !interrupted && current.settles();
    }

    void startWindow() {
        current.startWindow();
    }

    boolean measures() {
        boolean conclusive = current.measuredNanos() >= LEAST_WINDOW.toNanos() && rule.conclusive(current.counts());
        return !interrupted && !conclusive && !current.isDone();
    }

    void endWindow() {
        current.end();
        Duration drain = interrupted
                ? DRAIN_WHEN_INTERRUPTED
                : settings.endpoint().requestTimeout().plusSeconds(1);
        drainUntilNanos = System.nanoTime() + drain.toNanos();
    }

    /** Requests in flight belong to the step that sent them: the next one begins when they are answered. */
    boolean drains() {
        return current.hasInFlight() && System.nanoTime() < drainUntilNanos;
    }

    void close() {
        StepStatistics statistics = current.statistics();
        finished.add(statistics);
        out.println(StepLine.of(statistics, rule.judge(statistics)));
        afterStep.run();
    }

    void finish() {
        over = true;
    }
}
