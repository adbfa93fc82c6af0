package io.headroom.simulation;

import io.headroom.load.ArrivalSchedule;
import io.headroom.load.InjectorSample;
import io.headroom.load.InjectorWatch;
import io.headroom.load.Load;
import io.headroom.load.LogMarks;
import io.headroom.load.Outcome;
import io.headroom.load.OutcomeCounts;
import io.headroom.load.RecordedStep;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * The step that is run now, shared by the conductor, who opens and closes it, and the seats, who send its requests.
 * Times in nanoseconds are on {@link System#nanoTime}, those in milliseconds on the {@link RunClock}.
 */
final class ActiveStep {

    /** No request is due any more. */
    static final long NEVER = Long.MAX_VALUE;

    /** A request is due now, whatever the time: at full speed, reading the clock is not for nothing. */
    static final long AT_ONCE = Long.MIN_VALUE;

    private static final long NOT_YET = Long.MIN_VALUE;

    private final NextStep.Run run;
    private final RunClock clock;
    private final RunProgress progress;
    private final long startNanos;
    private final Map<Integer, StepPart> parts = new HashMap<>();
    private final Map<Integer, ArrivalSchedule> schedules = new HashMap<>();
    private final boolean open;
    private final long retryWaitNanos;
    private final SharedRecorder recorder;
    private final InjectorWatch watch;
    private final LongAdder sent = new LongAdder();
    private volatile boolean measuring;
    private volatile boolean ended;
    private volatile long windowStartNanos;
    private InjectorMeter meter;
    private long endNanos;
    private double cpuShare;
    private double gcShare;
    private double openFilesShare;
    private long filledNanos = NOT_YET;

    /**
     * @param progress of the run, which is told of every request
     * @param tick     how long the conductor sleeps while it measures
     */
    ActiveStep(StepOrder order, RunClock clock, RunProgress progress, Duration retryWait, Duration tick, long seed) {
        this.progress = progress;
        this.run = order.run();
        this.clock = clock;
        this.startNanos = order.startNanos();
        this.open = run.step().load().isOpen();
        for (StepPart part : order.parts()) {
            parts.put(part.client(), part);
            part.schedule(run, seed, order.clients()).ifPresent(schedule -> schedules.put(part.client(), schedule));
        }
        this.retryWaitNanos = retryWait.toNanos();
        this.recorder = new SharedRecorder(run.step());
        this.watch = new InjectorWatch(tick.toNanos());
        this.measuring = run.longestSettling().isZero();
    }

    NextStep.Run run() {
        return run;
    }

    String label() {
        return run.step().label();
    }

    /** What a client does in it; nothing when it does nothing. */
    Optional<StepPart> part(int client) {
        return Optional.ofNullable(parts.get(client));
    }

    /**
     * When a seat of a client sends its first request. Callers start one after another over the first half of settling, as they
     * would find each other in a running service, and not as one burst that a queue has to swallow.
     */
    long firstDue(StepPart part, int seat) {
        Load load = part.load();
        if (open) {
            return claimArrival(part);
        }
        if (load.totalMessages().isPresent()) {
            return load.hasSentAll(seat, 0) ? NEVER : startNanos;
        }
        return startNanos
                + run.settling().toNanos() / 2 * seat / load.concurrentCallers().orElseThrow();
    }

    /** When a seat sends its next request, after one that was answered; {@link #AT_ONCE} and {@link #NEVER} are times, too. */
    long nextDue(StepPart part, int seat, int sent, Outcome outcome) {
        if (open) {
            return claimArrival(part);
        }
        if (part.load().hasSentAll(seat, sent)) {
            return NEVER;
        }
        return outcome == Outcome.REFUSED ? System.nanoTime() + retryWaitNanos : AT_ONCE;
    }

    private long claimArrival(StepPart part) {
        long due = startNanos + schedules.get(part.client()).nextNanos();
        return due < lastDueNanos() ? due : NEVER;
    }

    private long lastDueNanos() {
        return startNanos + run.longestSettling().plus(run.length()).toNanos();
    }

    /** The name of a request that is sent now. */
    String requestName() {
        return measuring ? LogMarks.SCORE : LogMarks.SCORE_SETTLING;
    }

    void send() {
        progress.sends();
        sent.increment();
    }

    /** @param lateNanos how late after the schedule it was sent; 0 of a closed load */
    void answer(int seat, String requestName, long lateNanos, long latencyMillis, Outcome outcome) {
        progress.hears();
        long endMillis = clock.millis();
        if (requestName.equals(LogMarks.SCORE)) {
            if (open) {
                synchronized (watch) {
                    watch.answered(lateNanos, latencyMillis, outcome);
                }
            }
            recorder.request(seat, endMillis, latencyMillis, outcome);
        } else {
            recorder.settlingRequest(seat, endMillis, outcome);
        }
    }

    void probe(boolean ok) {
        recorder.probe(clock.millis(), ok);
    }

    /**
     * Whether the time before the measured window is still running. Called by the conductor only.
     *
     * @param full whether the service's queues are known to be full
     */
    boolean settles(boolean full) {
        if (filledNanos == NOT_YET && (full || isFillingOver())) {
            filledNanos = run.filling().refusals() == 0 ? startNanos : System.nanoTime();
        }
        return filledNanos == NOT_YET
                || System.nanoTime() < filledNanos + run.settling().toNanos();
    }

    private boolean isFillingOver() {
        return System.nanoTime() >= startNanos + run.filling().limit().toNanos();
    }

    /** Requests refused before the measured window. */
    long refusedWhileSettling() {
        return recorder.refusedWhileSettling();
    }

    void startWindow() {
        recorder.startWindow(clock.millis());
        windowStartNanos = System.nanoTime();
        meter = new InjectorMeter();
        watch.startTicking(windowStartNanos);
        measuring = true;
    }

    /** The conductor woke up while it measures. */
    void tick() {
        watch.tick(System.nanoTime());
    }

    long measuredNanos() {
        return System.nanoTime() - windowStartNanos;
    }

    /** Whether all that the step wanted has been done. */
    boolean isDone() {
        boolean allSent = run.step().load().totalMessages().isPresent() && recorder.answered() >= messages();
        return allSent || measuredNanos() >= run.length().toNanos();
    }

    private long messages() {
        return parts.values().stream()
                .mapToLong(part -> part.load().totalMessages().orElseThrow())
                .sum();
    }

    OutcomeCounts counts() {
        return recorder.counts();
    }

    void end() {
        ended = true;
        recorder.endWindow(clock.millis());
        endNanos = System.nanoTime();
        cpuShare = meter.cpuShare();
        gcShare = meter.gcShare();
        openFilesShare = InjectorMeter.openFilesShare();
    }

    /** What the injector noticed about itself. To be called when the step has ended and nothing is in flight. */
    InjectorSample sample() {
        long until = Math.min(endNanos, lastDueNanos());
        long due = schedules.values().stream()
                .mapToLong(schedule -> schedule.dueBetween(windowStartNanos - startNanos, until - startNanos))
                .sum();
        synchronized (watch) {
            return watch.sample(cpuShare, gcShare, openFilesShare, due);
        }
    }

    boolean hasEnded() {
        return ended;
    }

    /** What is sent is counted first, and read last: a request never seems answered before it was sent. */
    boolean hasInFlight() {
        long answered = recorder.answered();
        return sent.sum() > answered;
    }

    /** What is to be added up with what other injectors recorded. */
    RecordedStep recorded() {
        return recorder.recorded();
    }

    StepStatistics statistics(InjectorSample noticed) {
        return recorder.statistics(noticed);
    }
}
