package io.headroom.simulation;

import io.headroom.load.InjectorSample;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.StepStatistics;
import io.headroom.plan.EndMark;
import io.headroom.plan.NextStep;
import io.headroom.plan.NextStep.Ending;
import io.headroom.plan.RunPlan;
import io.headroom.report.StepLine;
import io.headroom.saturation.SaturationRule;
import io.headroom.settings.Settings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Carries out a plan: opens a step, waits for its end, closes it, asks for the next. Its own methods are called by one
 * virtual user, in this order; {@link #current}, {@link #isOver} and {@link #interrupt} by anyone.
 */
final class Conductor {

    /** How long the conductor sleeps before it looks whether a step is over. */
    static final Duration TICK = Duration.ofMillis(10);

    /** Idle seats look up this often, together no more than 20,000 times a second. */
    private static final Duration LEAST_LOOK_UP = Duration.ofMillis(50);

    private static final int LOOK_UPS_PER_MILLI = 20;

    /** Before a step begins all seats have looked up, and this much is left to get ready. */
    private static final Duration SPARE = Duration.ofMillis(70);

    /** Early evidence is believed after this much of a measured window. */
    private static final Duration LEAST_WINDOW = Duration.ofMillis(500);

    private static final Duration DRAIN_WHEN_INTERRUPTED = Duration.ofSeconds(3);

    private final RunPlan plan;
    private final SaturationRule rule;
    private final Settings settings;
    private final OpenFiles files;
    private final PrintStream out;
    private final AfterStep afterStep;
    private final List<StepStatistics> finished = new ArrayList<>();
    private final String scenario = "conductor " + UUID.randomUUID().toString().substring(0, 8);
    private final RunClock clock = new RunClock();
    private final SpareFiles spareFiles = new SpareFiles();
    private volatile ActiveStep current;
    private volatile boolean interrupted;
    private volatile boolean over;
    private boolean open;
    private boolean shortOfFiles;
    private Ending ending = Ending.ENDPOINT_FAILS; // until a smoke call succeeds
    private long endedNanos;

    /** Is told when a step has been closed. */
    interface AfterStep {
        /**
         * @param scenario name of a scenario that only this run has
         * @param step     label of the step
         * @param sample   what the injector noticed about itself
         */
        void closed(String scenario, String step, InjectorSample sample);
    }

    Conductor(RunPlan plan, Settings settings, OpenFiles files, PrintStream out, AfterStep afterStep) {
        this.afterStep = afterStep;
        this.plan = plan;
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

    boolean isInterrupted() {
        return interrupted;
    }

    /** Opens the next step, if there is one. */
    void openNext() {
        open = false;
        NextStep next = plan.next(finished);
        if (next instanceof NextStep.Finished end) {
            ending = end.ending();
        }
        if (interrupted || !(next instanceof NextStep.Run run)) {
            return;
        }
        out.println(StepLine.next(run, plan.atMostLeft(finished)));
        long startNanos = System.nanoTime() + lookUp().plus(SPARE).toNanos();
        current = new ActiveStep(run, clock, startNanos, plan.seats(finished), rule.retryWait(), TICK, settings.seed());
        open = true;
    }

    /** How long an idle seat sleeps before it looks up. */
    Duration lookUp() {
        Duration shared = Duration.ofMillis(plan.users() / LOOK_UPS_PER_MILLI);
        return shared.compareTo(LEAST_LOOK_UP) > 0 ? shared : LEAST_LOOK_UP;
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
        return !interrupted && current.settles() && !files.areShort();
    }

    void startWindow() {
        current.startWindow();
    }

    /** A step ends before the last file descriptor is gone: without one, Java cannot even load a class any more. */
    boolean measures() {
        current.tick();
        return !interrupted && !isConclusive() && !current.isDone() && !files.areShort();
    }

    private boolean isConclusive() {
        if (current.measuredNanos() < LEAST_WINDOW.toNanos()) {
            return false;
        }
        OutcomeCounts counts = current.counts();
        boolean endsEarly = current.run().step().purpose().endsEarly();
        return counts.of(Outcome.CLIENT_ERROR) > 0 || (endsEarly && rule.conclusive(counts));
    }

    void endWindow() {
        current.end();
        shortOfFiles = files.areShort();
        endedNanos = System.nanoTime();
    }

    /** Requests in flight belong to the step that sent them: the next one begins when they are answered. */
    boolean drains() {
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
        afterStep.closed(scenario, current.label(), sample);
    }

    void finish() {
        over = true;
    }
}
